import { useMemo } from 'react';
import { useNarrow } from '../picture/useNarrow.ts';
import type { TimeAxis } from '../picture/useTimePointer.ts';
import { useTimeWindow } from '../TimeWindow.tsx';
import type { Extent } from './compareOptions.ts';

export interface LineAxis extends TimeAxis {
  /** Pixels. */
  readonly width: number;
  /** The text in view, marked when the axis shows more; pixels. */
  readonly view: { readonly x: number; readonly width: number } | null;
}

/** Pixels beside the lines on a page without a gutter; the left ones stand in compare.css, too. */
const NARROW_SIDES = 48 + 52;

/** The text's own axis, or the whole trace squeezed into the same width; narrower where the page has no gutter. */
export function useLineAxis(extent: Extent, steps: number): LineAxis {
  const { start, columns, width: shared } = useTimeWindow();
  const narrow = useNarrow();
  return useMemo(() => {
    const width = shared - (narrow ? NARROW_SIDES : 0);
    if (extent === 'view' || steps <= columns) {
      return { start, columns, columnWidth: width / columns, width, view: null };
    }
    const squeezed = width / steps;
    return {
      start: 0,
      columns: steps,
      columnWidth: squeezed,
      width,
      view: { x: start * squeezed, width: columns * squeezed },
    };
  }, [extent, steps, start, columns, shared, narrow]);
}
