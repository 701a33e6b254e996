const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

/** Timesteps between two labels of a time axis that are to stand at least `apart` pixels from one another. */
export function tickEvery(columnWidth: number, apart: number): number {
  return STEPS.find((step) => step * columnWidth >= apart) ?? 10_000;
}

/** Pixels of one digit at 12 px, and of the space that a label wants on both sides. */
const DIGIT = 6.8;
const SPACE = 6;

/**
 * From where to where a label over the ticks, from `left` to `right`, hides what is under it: a tick that it would touch
 * is hidden whole, because a number cut off is another number.
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
    const half = (String(t).length * DIGIT) / 2;
    if (centre + half + SPACE < left || centre - half - SPACE > right) continue;
    from = Math.min(from, centre - half);
    to = Math.max(to, centre + half);
  }
  return [from, to];
}
