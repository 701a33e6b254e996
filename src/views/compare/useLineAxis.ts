import { useMemo } from 'react';
import type { TimeAxis } from '../picture/useTimePointer.ts';
import { useTimeWindow } from '../TimeWindow.tsx';
import type { Extent } from './compareOptions.ts';

export interface LineAxis extends TimeAxis {
  /** Pixels. */
  readonly width: number;
  /** The text in view, marked when the axis shows more; pixels. */
  readonly view: { readonly x: number; readonly width: number } | null;
}

/** The text's own axis, or the whole trace squeezed into the same width. */
export function useLineAxis(extent: Extent, steps: number): LineAxis {
  const { start, columns, columnWidth } = useTimeWindow();
  return useMemo(() => {
    const width = columns * columnWidth;
    if (extent === 'view' || steps <= columns) return { start, columns, columnWidth, width, view: null };
    const squeezed = width / steps;
    return {
      start: 0,
      columns: steps,
      columnWidth: squeezed,
      width,
      view: { x: start * squeezed, width: columns * squeezed },
    };
  }, [extent, steps, start, columns, columnWidth]);
}
