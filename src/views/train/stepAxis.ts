import { logScale, type LogScale } from '../../draw/lineChart.ts';
import type { Slot, SlotRun } from '../../store/state.ts';
import { useApp } from '../StoreContext.tsx';

/** Pixels left of the curves for numbers, and right of them for names. */
export const LEFT = 50;
export const RIGHT = 96;

/** Steps that the axis shows before there are as many. */
const SHORTEST_AXIS = 100;

export interface CellRun {
  readonly slot: Slot;
  readonly run: SlotRun;
}

/** Every active cell with its run. */
export function useCellRuns(): readonly CellRun[] {
  const slots = useApp((state) => state.slots);
  const runs = useApp((state) => state.runs);
  return slots.flatMap((slot) => {
    const run = runs[slot.id];
    return slot.active && run ? [{ slot, run }] : [];
  });
}

/** Training steps from left to right, logarithmic: most of learning happens early. */
export function stepScale(cells: readonly CellRun[], width: number): LogScale {
  const longest = cells.reduce((most, { run }) => Math.max(most, run.step), SHORTEST_AXIS);
  return logScale([1, longest], [LEFT, Math.max(LEFT + 1, width - RIGHT)]);
}

/** The training step under a pointer. */
export function stepAt(scale: LogScale, x: number): number {
  return Math.max(1, Math.round(scale.invert(x)));
}
