import type { Range } from '../engine/range.ts';

/**
 * The grid of a time axis on which s ≥ 1 timesteps share a column of pixels. Column p contains the timesteps from
 * ⌈p·s⌉ to ⌈(p + 1)·s⌉ (exclusive). They are counted from the start of the trace and not of the window, so that
 * panning never regroups the timesteps. If s is not an integer, some columns contain one timestep more than others.
 * With s = 1 a column is a timestep, however many pixels wide.
 */

/** First timestep of a column. */
export function firstOfColumn(column: number, steps: number): number {
  return Math.ceil(column * steps);
}

/** The column that contains a timestep. */
export function columnOf(t: number, steps: number): number {
  const near = Math.floor(t / steps);
  // The quotient is rounded, so it is corrected by the columns' first timesteps.
  if (firstOfColumn(near, steps) > t) return near - 1;
  return firstOfColumn(near + 1, steps) <= t ? near + 1 : near;
}

/** The number of timesteps that share a column if a timestep is `columnWidth` pixels wide; at least 1. */
export function stepsPerColumn(columnWidth: number): number {
  if (columnWidth >= 1) return 1;
  const steps = 1 / columnWidth;
  // 1/n is inexact, so a value within rounding of an integer becomes that integer.
  const whole = Math.round(steps);
  return Math.abs(steps - whole) < 1e-9 * whole ? whole : steps;
}

/** The number of columns that overlap a range of timesteps. */
export function columnCount({ from, to }: Range, steps: number): number {
  return to <= from ? 0 : columnOf(to - 1, steps) - columnOf(from, steps) + 1;
}

/** `6`, or `1–2` where columns differ. */
export function formatSteps(steps: number): string {
  return Number.isInteger(steps) ? String(steps) : `${Math.floor(steps)}–${Math.ceil(steps)}`;
}
