import { memo, useState } from 'react';
import { holds, lengthOf } from '../../engine/range.ts';
import type { Occurrence } from '../../analysis/matching/occurrences.ts';
import { textDirection } from '../../draw/direction.ts';
import { formatCount, formatFixed } from '../../draw/format.ts';
import type { Match } from '../../state/matchState.ts';
import { lastThatFit } from '../chart/glyphWidths.ts';
import { RunningText } from '../chart/RunningText.tsx';
import { tokenSymbols } from '../chart/tokenSymbols.ts';
import { Table } from '../ui/Table.tsx';
import { useNarrow } from '../ui/useNarrow.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { shortPiece } from './describeMatch.ts';
import { ShowAll } from './ShowAll.tsx';
import { Button } from '../ui/Button.tsx';
import scoresStyles from './scores.module.css';
import styles from './OccurrenceTable.module.css';

/** Occurrences that are listed at first. */
const FEW = 10;
/** Characters shown before and after an occurrence, and most of its own that are shown. */
const BEFORE = 16;
const NARROW_BEFORE = 8;
const AFTER = 14;
const MOST_SHOWN = 26;
/** Size of the letters in pixels, as in OccurrenceTable.module.css. */
const LETTER = 12;
/** Labels that are named at an occurrence. The labels that are rarest in the text come first. */
const NAMED = 3;

type Answer = NonNullable<Match['answer']>;

/** The best occurrences with their text and labels. A press on a row moves the cursor there. */
export const OccurrenceTable = memo(function OccurrenceTable({ answer }: { readonly answer: Answer }) {
  const store = useAppStore();
  const [isAll, setAll] = useState(false);
  const { occurrences, labels, question } = answer;
  const { best } = occurrences;
  const current = useApp(({ passage, traceWindow, ui }) => {
    const at = traceWindow.from + ui.cursor.t;
    return passage.kind === 'text' ? best.find((occurrence) => holds(occurrence, at)) : undefined;
  });
  if (best.length === 0) return null;
  return (
    <>
      <Table
        className={`${scoresStyles.listTable} ${styles.occurrenceTable}`}
        aria-label="Places"
        rows={best.slice(0, isAll ? best.length : FEW)}
        rowKey={({ from }) => from}
        rowProps={(occurrence) => (occurrence === current ? { className: scoresStyles.chosen } : {})}
        columns={[
          {
            head: 'character',
            cell: (occurrence) => (
              <Button
                kind="bare"
                className={scoresStyles.scoreChoose}
                aria-label={`Go to character ${formatCount(occurrence.from)}`}
                aria-pressed={occurrence === current}
                onClick={() => store.getState().goToCharacter(occurrence.from)}
              >
                {formatCount(occurrence.from)}
              </Button>
            ),
          },
          {
            head: 'text, and the labels on there that are rarest in the text',
            cellClass: styles.occurrenceText,
            cell: (occurrence, rank) => (
              <>
                <OccurrenceText occurrence={occurrence} />
                <LabelNames names={labels && (labels.at[rank] ?? []).map((k) => labels.labels[k].name)} />
              </>
            ),
          },
          { head: 'on', term: 'on-off', cell: ({ on }) => `${on}/${question.units.length}` },
          { head: 'length', cell: lengthOf },
          { head: 'others on', className: styles.occurrenceOthers, cell: ({ others }) => formatFixed(others, 1) },
        ]}
      />
      <ShowAll few={FEW} count={best.length} isAll={isAll} noun="places" onChange={setAll} />
    </>
  );
});

/** An occurrence between the characters around it. */
function OccurrenceText({ occurrence: { from, to } }: { readonly occurrence: Occurrence }) {
  const text = useApp((state) => state.text);
  const narrow = useNarrow();
  const symbols = (start: number, end: number): readonly string[] => tokenSymbols(text?.tokens, start, end, text);
  const before = lastThatFit(symbols(from - BEFORE, from), text, LETTER, narrow ? NARROW_BEFORE : BEFORE);
  return (
    <span className={styles.occurrencePiece} dir={textDirection(symbols(from - BEFORE, to + AFTER))}>
      <span className={styles.occurrenceBefore}>
        <span>
          <RunningText symbols={before} text={text} />
        </span>
      </span>
      <mark>
        <RunningText symbols={shortPiece(symbols(from, to), MOST_SHOWN)} text={text} />
      </mark>
      <span className={styles.occurrenceAfter}>
        <RunningText symbols={symbols(to, to + AFTER)} text={text} />
      </span>
    </span>
  );
}

/** @param names null while the labels are being computed */
function LabelNames({ names }: { readonly names: readonly string[] | null }) {
  return (
    <span className={styles.occurrenceLabels} title={names?.join(', ')}>
      {names === null ? '…' : names.slice(0, NAMED).join(' · ') || 'no label'}
    </span>
  );
}
