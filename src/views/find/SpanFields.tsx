import { formatCount } from '../../draw/format.ts';
import type { MatchSample } from '../../state/matchState.ts';
import { NumberField } from '../ui/NumberField.tsx';
import { shownLength } from '../readingText.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { describeSpan } from '../chart/textSpans.ts';
import { RunningText } from '../chart/RunningText.tsx';
import { tokenSymbols } from '../chart/tokenSymbols.ts';
import { shortPiece } from './describeMatch.ts';
import { SelectToggle } from './SelectToggle.tsx';
import { Button } from '../ui/Button.tsx';
import pictureStyles from '../ui/picture.module.css';
import matchRuleFieldsStyles from './MatchRuleFields.module.css';
import matchPageStyles from './MatchPage.module.css';
import styles from './SpanFields.module.css';

/** Characters shown beside the selection, and most of its own that are shown. */
const BESIDE = 14;
const MOST_SHOWN = 44;

/** The selection, and the fields and buttons that change it. */
export function SpanFields({ sample }: { readonly sample: MatchSample | null }) {
  const store = useAppStore();
  const span = useApp((state) => state.span);
  const last = useApp((state) => shownLength(state) - 1);
  const t = useApp((state) => state.ui.cursor.t);
  const { selectSpan } = store.getState();
  const from = span?.from ?? t;
  const to = span ? span.to - 1 : t;
  return (
    <div className={matchPageStyles.matchSection}>
      <div className={`${pictureStyles.pictureControls} ${matchRuleFieldsStyles.matchRow}`}>
        <SelectToggle />
        <NumberField
          label="from t"
          value={from}
          range={{ min: 0, max: Math.max(0, last), integer: true }}
          onCommit={(first) => selectSpan({ from: first, to: Math.max(first, to) + 1 })}
        />
        <NumberField
          label="to t"
          value={to}
          range={{ min: 0, max: Math.max(0, last), integer: true }}
          onCommit={(end) => selectSpan({ from: Math.min(from, end), to: end + 1 })}
        />
        <Button kind="text" disabled={!span} onClick={() => selectSpan(null)}>
          Select nothing
        </Button>
      </div>
      {span ? (
        <p className={pictureStyles.pictureNote}>Selected {describeSpan(span)}.</p>
      ) : sample ? (
        <Elsewhere sample={sample} />
      ) : (
        <p className={pictureStyles.pictureNote}>
          Nothing is selected. Shift+drag over the text, or Ctrl+Shift+→ from the cursor on.
        </p>
      )}
      {sample ? <Piece sample={sample} /> : null}
    </div>
  );
}

/** Says that the results are about a span that was selected before, and leads back to it. */
function Elsewhere({ sample }: { readonly sample: MatchSample }) {
  const store = useAppStore();
  const { at, rows } = sample;
  const back = (): void => {
    if (at === null) return;
    store.getState().goToCharacter(at);
    const from = at - store.getState().traceWindow.from;
    store.getState().selectSpan({ from, to: from + rows.length });
  };
  return (
    <p className={pictureStyles.pictureNote}>
      The results are about {at === null ? describeSpan(sample.span) : describeCharacters(at, rows.length)}, selected
      before.{' '}
      {at === null ? null : (
        <Button kind="text" onClick={back}>
          Go back to it
        </Button>
      )}
    </p>
  );
}

/** "character 37", "characters 37–52" of the whole text */
function describeCharacters(at: number, length: number): string {
  return length === 1
    ? `character ${formatCount(at)}`
    : `characters ${formatCount(at)}–${formatCount(at + length - 1)}`;
}

/** The selection with the text around it. */
function Piece({ sample: { tokens, rows } }: { readonly sample: MatchSample }) {
  const text = useApp((state) => state.text);
  if (!text) return null;
  const piece = (from: number, to: number, most?: number) => (
    <RunningText symbols={shortPiece(tokenSymbols(tokens, from, to, text), most)} text={text} />
  );
  const { before, length } = rows;
  return (
    <p className={styles.matchPiece} dir="auto" aria-label="Selected text">
      <span>{piece(before - BESIDE, before)}</span>
      <mark>{piece(before, before + length, MOST_SHOWN)}</mark>
      <span>{piece(before + length, before + length + BESIDE)}</span>
    </p>
  );
}
