import type { MatchSample } from '../../store/matchState.ts';
import { NumberField } from '../picture/NumberField.tsx';
import { shownLength } from '../reading.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { spanWords } from '../textMarks.ts';
import { pieceWords } from './matchWords.ts';
import { SelectToggle } from './SelectToggle.tsx';

/** Characters that are shown beside the selection, and most of the selection itself. */
const BESIDE = 14;
const MOST_SHOWN = 44;

/** What is selected, and every way of selecting it. */
export function SpanFields({ sample }: { readonly sample: MatchSample | null }) {
  const store = useAppStore();
  const span = useApp((state) => state.span);
  const last = useApp((state) => shownLength(state) - 1);
  const t = useApp((state) => state.cursor.t);
  const { selectSpan } = store.getState();
  const from = span?.from ?? t;
  const to = span ? span.to - 1 : t;
  return (
    <div className="match-span">
      <div className="picture-controls match-row">
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
        <button type="button" className="quiet" disabled={!span} onClick={() => selectSpan(null)}>
          Select nothing
        </button>
      </div>
      {span ? (
        <p className="picture-note">Selected {spanWords(span)}.</p>
      ) : sample ? (
        <Elsewhere sample={sample} />
      ) : (
        <p className="picture-note">
          Nothing is selected. Shift+drag over the text, or Ctrl+Shift+→ from the cursor on.
        </p>
      )}
      {sample ? <Piece sample={sample} /> : null}
    </div>
  );
}

/** The question is about a stretch that is not in view. */
function Elsewhere({ sample }: { readonly sample: MatchSample }) {
  const store = useAppStore();
  const { at, rows } = sample;
  const back = (): void => {
    if (at === null) return;
    store.getState().moveToCharacter(at);
    const from = at - store.getState().traceWindow.start;
    store.getState().selectSpan({ from, to: from + rows.length });
  };
  return (
    <p className="picture-note">
      The question is about {at === null ? spanWords(sample.span) : characterWords(at, rows.length)}, selected before.{' '}
      {at === null ? null : (
        <button type="button" className="quiet" onClick={back}>
          Go back to it
        </button>
      )}
    </p>
  );
}

/** "character 37", "characters 37–52" of the whole text */
function characterWords(at: number, length: number): string {
  return length === 1 ? `character ${at}` : `characters ${at}–${at + length - 1}`;
}

/** The selection in the text around it. */
function Piece({ sample: { tokens, rows } }: { readonly sample: MatchSample }) {
  const symbols = useApp((state) => state.text?.symbols);
  if (!symbols) return null;
  const piece = (from: number, to: number, most?: number): string =>
    pieceWords(
      Array.from(tokens.subarray(Math.max(0, from), to), (token) => symbols[token] ?? '\ufffd'),
      most,
    );
  const { before, length } = rows;
  return (
    <p className="match-piece" aria-label="Selected text">
      <span>{piece(before - BESIDE, before)}</span>
      <mark>{piece(before, before + length, MOST_SHOWN)}</mark>
      <span>{piece(before + length, before + length + BESIDE)}</span>
    </p>
  );
}
