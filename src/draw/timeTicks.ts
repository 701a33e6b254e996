import type { Range } from '../engine/range.ts';
import { formatCount } from './format.ts';

const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

/** Timesteps between two labels of a time axis that must be at least `apart` pixels from one another. */
export function tickEvery(columnWidth: number, apart: number): number {
  return STEPS.find((step) => step * columnWidth >= apart) ?? 10_000;
}

/** The round timesteps of a view, at the middle of their columns and at least `apart` pixels from one another. */
export function timeTicks(
  view: Range,
  columnWidth: number,
  apart: number,
): readonly { readonly at: number; readonly text: string }[] {
  const every = tickEvery(columnWidth, apart);
  const first = Math.ceil(view.from / every);
  return Array.from({ length: Math.max(0, Math.ceil(view.to / every) - first) }, (_, k) => {
    const t = (first + k) * every;
    return { at: (t - view.from + 0.5) * columnWidth, text: formatCount(t) };
  });
}

/** Pixels of one digit at 12 px, and of the space on both sides of a label. */
const DIGIT = 6.8;
const SPACE = 6;

/**
 * The range of pixels that a label from `left` to `right` hides. A tick that it would touch is hidden entirely,
 * because a truncated number is a different number.
 *
 * @param start first timestep of the axis, at x = 0
 */
export function hiddenTicks(
  left: number,
  right: number,
  start: number,
  columnWidth: number,
  every: number,
): readonly [left: number, right: number] {
  let [from, to] = [left, right];
  const at = (x: number): number => Math.round((start + x / columnWidth - 0.5) / every) * every;
  for (const t of [at(left), at((left + right) / 2), at(right)]) {
    const centre = (t - start + 0.5) * columnWidth;
    const half = (formatCount(t).length * DIGIT) / 2;
    if (centre + half + SPACE < left || centre - half - SPACE > right) continue;
    from = Math.min(from, centre - half);
    to = Math.max(to, centre + half);
  }
  return [from, to];
}
