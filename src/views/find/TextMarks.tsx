import { useMemo } from 'react';
import type { Range } from '../../engine/range.ts';
import { rangeOutline, rangeUnderlines, type TextGrid } from '../../draw/textRanges.ts';
import { useApp } from '../StoreContext.tsx';
import styles from './TextMarks.module.css';

const UNDERLINE = 2;

/** The frame around the selection, and lines under the occurrences that match it, above the coloured text. */
export function TextMarks({ grid }: { readonly grid: TextGrid }) {
  const span = useApp((state) => state.span);
  const isMatching = useApp((state) => state.ui.findPage === 'match');
  const runs = useApp((state) => state.match?.answer?.occurrences.runs);
  const offset = useApp((state) => (state.passage.kind === 'text' ? state.traceWindow.from : null));
  const underlines = useMemo(() => {
    if (!isMatching || !runs || offset === null) return '';
    const ranges: Range[] = [];
    for (let k = 0; k < runs.length; k += 2) {
      ranges.push({ from: runs[k] - offset, to: runs[k + 1] - offset });
    }
    return rangeUnderlines(grid, ranges, UNDERLINE);
  }, [grid, isMatching, runs, offset]);
  const outline = useMemo(() => (span ? rangeOutline(grid, span) : ''), [grid, span]);
  return (
    <svg className={styles.textMarks} aria-hidden="true">
      <path className={styles.textMatches} d={underlines} />
      <path className={styles.textSpanHalo} d={outline} />
      <path className={styles.textSpan} d={outline} />
    </svg>
  );
}
