/** Which rows of a trace are kept, so that all traces together stay within their bytes. Pure. */
import type { ModelSpec } from '../engine/spec.ts';
import { keptStretch, type Stretch, traceBytes } from '../engine/trace.ts';

/** One model that is traced. */
export interface TracedModel {
  readonly id: string;
  readonly spec: ModelSpec;
}

/** Where the reader looks: the cursor's timestep and the window in view, null while nothing is in view. */
export interface Look {
  readonly t: number;
  readonly view: { readonly start: number; readonly length: number } | null;
}

/**
 * Bytes that each model's trace may take: an equal share, and the selected model also what the others leave of theirs.
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

/** The rows to keep: all if they fit, else as many as do around what is looked at. */
export function rowsToKeep(spec: ModelSpec, T: number, budget: number, look: Look): Stretch {
  const { kept } = keptStretch(spec, T, budget, 0);
  const { first, last } = needed(T, kept, look);
  return keptStretch(spec, T, budget, (first + last) / 2);
}

/**
 * Whether kept rows still serve: they fit the budget, and what is looked at lies inside with some room around it, so that
 * new ones are there before play reaches the end. New rows put it in the middle: half a stretch passes until the next ones.
 */
export function stillServes(stretch: Stretch, spec: ModelSpec, T: number, budget: number, look: Look): boolean {
  const { from, kept } = stretch;
  if (kept > keptStretch(spec, T, budget, 0).kept) return false;
  const { first, last } = needed(T, kept, look);
  const room = Math.floor(Math.min(kept / 8, (kept - (last - first + 1)) / 4));
  return from <= Math.max(0, first - room) && from + kept >= Math.min(T, last + 1 + room);
}

/**
 * Timesteps that must be there: the view and the cursor with the state before it; the view alone where both do not fit; the
 * cursor alone where the view is longer than what can be kept.
 */
function needed(T: number, kept: number, { t, view }: Look): { readonly first: number; readonly last: number } {
  const inside = (step: number): number => Math.max(0, Math.min(T - 1, Math.round(step)));
  const cursor = { first: inside(t - 1), last: inside(t) };
  if (kept < 2) return { first: cursor.last, last: cursor.last };
  if (!view) return cursor;
  const shown = { first: inside(view.start), last: inside(view.start + view.length - 1) };
  const both = { first: Math.min(shown.first, cursor.first), last: Math.max(shown.last, cursor.last) };
  const fits = ({ first, last }: { readonly first: number; readonly last: number }): boolean =>
    last - first + 1 <= kept;
  if (fits(both)) return both;
  return fits(shown) ? shown : cursor;
}
