/** Which rows of a trace are retained, so that all traces together stay within a limit of memory. Pure. */
import type { ModelSpec } from '../engine/spec.ts';
import { lengthOf, type Range } from '../engine/range.ts';
import { retainedRows, traceBytes } from '../engine/trace.ts';

/** A model that is traced. */
interface TracedModel {
  readonly id: string;
  readonly spec: ModelSpec;
}

/** The cursor's timestep, and the timesteps in view; null if no picture has said which. */
interface Viewport {
  readonly t: number;
  readonly view: Range | null;
}

/**
 * The bytes for each model's trace: an equal share. The selected model also gets what the others leave of theirs.
 *
 * @param T characters of the traced text
 */
export function traceBudgets(
  models: readonly TracedModel[],
  selected: string,
  T: number,
  bytes: number,
): Map<string, number> {
  const share = Math.floor(bytes / Math.max(1, models.length));
  const budgets = new Map(models.map(({ id, spec }) => [id, Math.min(share, traceBytes(spec, T))]));
  if (!budgets.has(selected)) return budgets;
  let others = 0;
  for (const [id, taken] of budgets) if (id !== selected) others += taken;
  return budgets.set(selected, bytes - others);
}

/** The rows to retain: all if they fit, else as many as fit around the viewport. */
export function rowsToRetain(spec: ModelSpec, T: number, budget: number, viewport: Viewport): Range {
  const { from, to } = needed(T, lengthOf(retainedRows(spec, T, budget, 0)), viewport);
  return retainedRows(spec, T, budget, (from + to - 1) / 2);
}

/**
 * Whether the retained rows are still good enough: they fit the budget, and the viewport lies inside with some room around it,
 * so that new rows arrive before playing reaches the end. New rows have the viewport in their middle.
 */
export function stillServes(rows: Range, spec: ModelSpec, T: number, budget: number, viewport: Viewport): boolean {
  const count = lengthOf(rows);
  if (count > lengthOf(retainedRows(spec, T, budget, 0))) return false;
  const wanted = needed(T, count, viewport);
  const room = Math.floor(Math.min(count / 8, (count - lengthOf(wanted)) / 4));
  return rows.from <= Math.max(0, wanted.from - room) && rows.to >= Math.min(T, wanted.to + room);
}

/**
 * The timesteps that must be retained: the view, and the cursor with the state before it. If both do not fit, the view alone; if
 * that does not fit, the cursor alone.
 *
 * @param count the number of rows that fit
 */
function needed(T: number, count: number, { t, view }: Viewport): Range {
  const inside = (step: number): number => Math.max(0, Math.min(T - 1, Math.round(step)));
  const cursor = { from: inside(t - 1), to: inside(t) + 1 };
  if (count < 2) return { from: cursor.to - 1, to: cursor.to };
  if (!view) return cursor;
  const shown = { from: inside(view.from), to: inside(view.to - 1) + 1 };
  const both = { from: Math.min(shown.from, cursor.from), to: Math.max(shown.to, cursor.to) };
  if (lengthOf(both) <= count) return both;
  return lengthOf(shown) <= count ? shown : cursor;
}
