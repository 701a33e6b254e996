/** Where a handful of measurements lie. */
export interface Spread {
  readonly median: number;
  readonly p10: number;
  readonly p90: number;
  readonly min: number;
  readonly max: number;
}

/**
 * The value below which the part p of the values lies, linear between neighbours (Hyndman and Fan, American Statistician
 * 50, 1996, definition 7).
 *
 * @param p 0 … 1
 * @throws RangeError without values
 */
export function quantile(values: readonly number[], p: number): number {
  if (values.length === 0) throw new RangeError('no values, no quantile');
  const sorted = [...values].sort((a, b) => a - b);
  const at = p * (sorted.length - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
}

/** @throws RangeError without values */
export function spread(values: readonly number[]): Spread {
  return {
    median: quantile(values, 0.5),
    p10: quantile(values, 0.1),
    p90: quantile(values, 0.9),
    min: quantile(values, 0),
    max: quantile(values, 1),
  };
}

/** Round by round, how often `theirs` goes into `ours`; rounds that one of them lacks are left out. */
export function ratios(ours: readonly number[], theirs: readonly number[]): readonly number[] {
  return ours.slice(0, theirs.length).map((value, round) => value / theirs[round]);
}
