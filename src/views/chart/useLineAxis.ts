import type { Ui } from '../../state/ui.ts';
import { useMemo } from 'react';
import { lineAxis, type LineAxisSize } from '../../draw/pictureSizes.ts';
import { useNarrow } from '../ui/useNarrow.ts';
import type { TimeAxis } from './useTimePointer.ts';
import { useTimeWindow } from './TimeWindow.tsx';

export type LineAxis = TimeAxis & LineAxisSize;

/** Pixels beside the lines on a page without a gutter. The left ones are also in LinePlot.module.css. */
const NARROW_SIDES = 48 + 52;

/** The text's own axis, or the whole trace squeezed into the same width. It is narrower on a page without a gutter. */
export function useLineAxis(extent: Ui['extent'], steps: number): LineAxis {
  const { range, width: shared, room } = useTimeWindow();
  const narrow = useNarrow();
  const sides = narrow ? NARROW_SIDES : null;
  return useMemo(
    () => lineAxis({ range, shared, room, sides, steps: extent === 'whole' ? steps : null }),
    [extent, steps, range, shared, room, sides],
  );
}
