import { useMemo } from 'react';
import { rangeOutline, rangeUnderlines, type TextGrid } from '../../draw/textRanges.ts';
import { useApp } from '../StoreContext.tsx';

const UNDERLINE = 2;

/** Over the text in a unit's colours: the frame around what is selected, and lines under the places that match it. */
export function TextMarks({ grid }: { readonly grid: TextGrid }) {
  const span = useApp((state) => state.span);
  const isMatching = useApp((state) => state.findPage === 'match');
  const runs = useApp((state) => state.match?.answer?.places.runs);
  const offset = useApp((state) => (state.passage.kind === 'text' ? state.traceWindow.start : null));
  const underlines = useMemo(() => {
    if (!isMatching || !runs || offset === null) return '';
    const ranges: (readonly [number, number])[] = [];
    for (let k = 0; k < runs.length; k += 2) {
      ranges.push([runs[k] - offset, runs[k] - offset + runs[k + 1]]);
    }
    return rangeUnderlines(grid, ranges, UNDERLINE);
  }, [grid, isMatching, runs, offset]);
  const outline = useMemo(() => (span ? rangeOutline(grid, span.from, span.to) : ''), [grid, span]);
  return (
    <svg className="text-marks" aria-hidden="true">
      <path className="text-matches" d={underlines} />
      <path className="text-span-halo" d={outline} />
      <path className="text-span" d={outline} />
    </svg>
  );
}
