/**
 * The grid of a time axis on which s ≥ 1 timesteps share a column of pixels: column p holds the timesteps from ⌈p·s⌉ up
 * to (not with) ⌈(p + 1)·s⌉, counted from the start of the trace and not of the window, so that panning never deals the
 * timesteps anew. Where s is no whole number, some columns hold one timestep more than others. With s = 1 a column is a
 * timestep, however many pixels wide.
 */

/** First timestep of a column. */
export function firstOfColumn(column: number, steps: number): number {
  return Math.ceil(column * steps);
}

/** The column that holds a timestep. */
export function columnOf(t: number, steps: number): number {
  const near = Math.floor(t / steps);
  // The quotient is rounded; the columns' first timesteps decide.
  if (firstOfColumn(near, steps) > t) return near - 1;
  return firstOfColumn(near + 1, steps) <= t ? near + 1 : near;
}

/** Timesteps that share a column when a timestep is `columnWidth` pixels wide: 1 from a pixel per timestep on. */
export function stepsPerColumn(columnWidth: number): number {
  if (columnWidth >= 1) return 1;
  const steps = 1 / columnWidth;
  // 1/n is no exact number: what is whole but for rounding is meant to be whole.
  const whole = Math.round(steps);
  return Math.abs(steps - whole) < 1e-9 * whole ? whole : steps;
}

/** Columns that the timesteps start … start + count − 1 touch. */
export function columnCount(start: number, count: number, steps: number): number {
  return count <= 0 ? 0 : columnOf(start + count - 1, steps) - columnOf(start, steps) + 1;
}

/** `6`, or `1–2` where columns differ. */
export function stepsInWords(steps: number): string {
  return Number.isInteger(steps) ? String(steps) : `${Math.floor(steps)}–${Math.ceil(steps)}`;
}
