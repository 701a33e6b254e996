import type { ChannelRange } from '../engine/spec.ts';
import { OPEN, SHUT } from './saturation.ts';

/** One unit's values over the trace, copied from a [T, H] array; [T]. */
export function unitSeries(values: Float32Array, hidden: number, unit: number): Float32Array {
  const steps = values.length / hidden;
  const series = new Float32Array(steps);
  for (let t = 0; t < steps; t++) series[t] = values[t * hidden + unit];
  return series;
}

/** Statistics of one unit's values. */
export interface Moments {
  readonly mean: number;
  /** Divided by the count. */
  readonly variance: number;
  readonly lowest: number;
  readonly highest: number;
  /** Number of finite values. */
  readonly count: number;
}

/** Mean, variance and range of the finite values (two passes). All are NaN, with a count of 0, if there are none. */
export function moments(series: Float32Array): Moments {
  let count = 0;
  let sum = 0;
  let lowest = Infinity;
  let highest = -Infinity;
  for (const value of series) {
    if (!Number.isFinite(value)) continue;
    count++;
    sum += value;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  if (count === 0) return { mean: NaN, variance: NaN, lowest: NaN, highest: NaN, count: 0 };
  const mean = sum / count;
  let square = 0;
  for (const value of series) if (Number.isFinite(value)) square += (value - mean) ** 2;
  return { mean, variance: square / count, lowest, highest, count };
}

/** From here on a signed value counts as at the end of its range. */
const SIGNED_END = 0.9;

/** Shares of all timesteps at which a bounded channel is at either end of its range. */
export interface EndShares {
  readonly low: number;
  readonly high: number;
}

/** Gates: below 0.1 and above 0.9. Signed values: below −0.9 and above +0.9. Null for an unbounded channel. */
export function endShares(series: Float32Array, range: ChannelRange): EndShares | null {
  if (range === 'unbounded') return null;
  const [under, over] = range === 'gate' ? [SHUT, OPEN] : [-SIGNED_END, SIGNED_END];
  let low = 0;
  let high = 0;
  for (const value of series) {
    if (value < under) low++;
    else if (value > over) high++;
  }
  return { low: low / series.length, high: high / series.length };
}

/**
 * Histogram with equal bins from low to high, [bins]. The last bin includes `high`; values outside count in the end
 * bins.
 */
export function histogram(series: Float32Array, low: number, high: number, bins: number): Int32Array {
  const counts = new Int32Array(bins);
  for (const value of series) {
    if (!Number.isFinite(value)) continue;
    const bin = high > low ? Math.floor(((value - low) / (high - low)) * bins) : 0;
    counts[Math.min(bins - 1, Math.max(0, bin))]++;
  }
  return counts;
}

/**
 * Timesteps of the largest (`highest`) or smallest values, most extreme first. They are at least `apart` timesteps
 * from one another, so that a long run appears once. Ties are in order of time.
 */
export function strongestSteps(
  series: Float32Array,
  end: 'highest' | 'lowest',
  count: number,
  apart: number,
): number[] {
  const sign = end === 'highest' ? 1 : -1;
  const barred = new Uint8Array(series.length);
  const found: number[] = [];
  while (found.length < count) {
    let best = -1;
    for (let t = 0; t < series.length; t++) {
      if (barred[t] || !Number.isFinite(series[t])) continue;
      if (best < 0 || sign * series[t] > sign * series[best]) best = t;
    }
    if (best < 0) break;
    found.push(best);
    barred.fill(1, Math.max(0, best - apart + 1), Math.min(series.length, best + apart));
  }
  return found;
}
