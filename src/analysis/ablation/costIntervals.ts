/** What holding a unit costs where a label is on and elsewhere, each with its uncertainty. */

/** A mean change of the loss. */
export interface CostInterval {
  /** Number of predictions. */
  readonly count: number;
  /** Nats. */
  readonly mean: number;
  /** Half the width of the 95 % interval in nats; null if too few stretches of the text hold such predictions. */
  readonly half: number | null;
}

/** The two sides of a label; null where no prediction is made, or where a loss is no number. */
export interface SidedCosts {
  readonly on: CostInterval | null;
  readonly off: CostInterval | null;
}

/** Stretches of equal length into which the predictions are cut: neighbouring predictions are no independent observations. */
export const STRETCHES = 20;
/** Fewer stretches give no interval. */
export const LEAST_STRETCHES = 5;

/**
 * The mean change of the loss after characters at which a label is on, and after all others. The interval comes from the
 * means of consecutive stretches, by the variance of a ratio (Cochran, Sampling Techniques, 6.3) and Student's t.
 *
 * @param change nats, one per prediction; the prediction of timestep t is made after the character at t
 * @param since the first timestep that counts
 * @param runs runs of timesteps at which the label is on: first timestep and the one after the last, in turn
 */
export function costIntervals(change: ArrayLike<number>, since: number, runs: ArrayLike<number>): SidedCosts {
  const count = Math.max(0, change.length - since);
  const empty = (): Float64Array => new Float64Array(STRETCHES);
  const sides = [
    { sum: empty(), number: empty() },
    { sum: empty(), number: empty() },
  ] as const;
  let k = 0;
  for (let t = since; t < change.length; t++) {
    while (k < runs.length && runs[k + 1]! <= t) k += 2;
    const { sum, number } = sides[k < runs.length && t >= runs[k]! ? 1 : 0];
    const stretch = Math.floor(((t - since) * STRETCHES) / count);
    sum[stretch]! += change[t]!;
    number[stretch]!++;
  }
  return { off: intervalOf(sides[0].sum, sides[0].number), on: intervalOf(sides[1].sum, sides[1].number) };
}

function intervalOf(sums: Float64Array, numbers: Float64Array): CostInterval | null {
  const count = numbers.reduce((total, number) => total + number, 0);
  if (count === 0) return null;
  const mean = sums.reduce((total, sum) => total + sum, 0) / count;
  if (!Number.isFinite(mean)) return null;
  const used = numbers.reduce((total, number) => total + Math.min(1, number), 0);
  if (used < LEAST_STRETCHES) return { count, mean, half: null };
  let squares = 0;
  for (const [k, number] of numbers.entries()) squares += (sums[k]! - mean * number) ** 2;
  const deviation = Math.sqrt((squares * used) / (used - 1)) / count;
  return { count, mean, half: studentQuantile(used - 1) * deviation };
}

/**
 * The 97.5 % quantile of Student's t, from five degrees of freedom on within 0.001 (Abramowitz and Stegun, 26.7.5).
 *
 * @param freedom degrees of freedom
 */
export function studentQuantile(freedom: number): number {
  const z = 1.959964;
  const terms = [
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92160,
  ];
  return terms.reduce((sum, term, k) => sum + term / freedom ** (k + 1), z);
}

/** Whether a cost is told from zero: 1 if the network gets worse, −1 if better, 0 if its interval holds 0 or is unknown. */
export function directionOf({ mean, half }: CostInterval): -1 | 0 | 1 {
  if (half === null || Math.abs(mean) <= half) return 0;
  return mean > 0 ? 1 : -1;
}
