import { createRandom } from '../../engine/random.ts';
import type { LabelValues } from './labelValues.ts';
import type { OpenRowProducts } from './rankProducts.ts';
import { pulse } from '../../engine/pulse.ts';
import { aucOf, correlationOf, Ranker } from './ranks.ts';

/** The number of random shifts, and the smallest shift as a share of the text. */
export const SHIFTS = 100;
export const LEAST_SHIFT = 0.1;
/** Shifts multiplied at a time. */
const TOGETHER = 4;
/** Multiplications that take as long as counting a value and looking its rank up. */
const LOOKED_UP = 60;
/** The threshold is this quantile of the best scores of shifted labels. */
const QUANTILE = 0.95;

/**
 * A stratified random sample of positions: one in each of `count` equal parts of a range. All positions if there are
 * no more.
 */
export function samplePositions(length: number, count: number, seed: number): Int32Array {
  if (count >= length) return Int32Array.from({ length }, (_, t) => t);
  const random = createRandom(seed, 'sample of positions');
  return Int32Array.from({ length: count }, (_, k) => {
    const from = Math.floor((k * length) / count);
    return from + random.integer(Math.floor(((k + 1) * length) / count) - from);
  });
}

/** Random shifts of a text of n characters, each by at least a tenth of it in either direction. */
export function chanceShifts(n: number, count: number, seed: number): Int32Array {
  const random = createRandom(seed, 'shifts');
  const least = Math.ceil(LEAST_SHIFT * n);
  return Int32Array.from({ length: count }, () => least + random.integer(Math.max(1, n - 2 * least + 1)));
}

/** The 95th percentile of some scores: the smallest score that at least 95 of 100 do not exceed. */
export function percentile95(scores: readonly number[]): number {
  const sorted = scores.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(QUANTILE * sorted.length) - 1)] ?? NaN;
}

/**
 * The best scores by chance: for each circular shift of the labels along the text, the best score of all units. A
 * shift preserves the autocorrelation of the label and of the units, but not their alignment.
 *
 * @param codes the units' codes at the sampled positions, [U, S]
 * @param positions [S], indices into the labels' values
 * @param labels K labels of all n characters
 * @param report receives the best scores of the next shifts, [K] each: max(AUC, 1 − AUC) or |ρ|
 */
export async function shiftedBest(
  codes: Uint16Array,
  positions: Int32Array,
  labels: readonly LabelValues[],
  shifts: Int32Array,
  open: OpenRowProducts,
  report: (best: readonly Float64Array[]) => void,
): Promise<void> {
  const S = positions.length;
  const U = codes.length / S;
  const K = labels.length;
  const rows = labels.map(rankValues);
  const product = await open(U, K * TOGETHER, S);
  const ranker = new Ranker();
  const squares = new Float64Array(U);
  for (let u = 0; u < U; u++) {
    squares[u] = ranker.rank(codes.subarray(u * S, (u + 1) * S), product.a.subarray(u * S, (u + 1) * S));
  }
  for (let first = 0; first < shifts.length; first += TOGETHER) {
    const now = shifts.subarray(first, first + TOGETHER);
    const norms = Array.from(now, (shift, s) =>
      rows.map((row, k) =>
        writeShifted(row, positions, shift, product.b.subarray((s * K + k) * S, (s * K + k + 1) * S)),
      ),
    );
    product.run();
    report(Array.from(now, (_, s) => bestOfAll(product.c, squares, labels, norms[s]!, s, S)));
  }
}

/** The values from which a shifted label is taken: 0 and 1, or ranks. */
function rankValues({ kind, values }: LabelValues): Float32Array {
  pulse((kind === 'binary' ? 1 : LOOKED_UP) * values.length);
  if (kind === 'binary') return new Float32Array(values);
  const order = Float32Array.from(new Set(values)).sort();
  const counts = new Map<number, number>(Array.from(order, (value) => [value, 0]));
  for (const value of values) counts.set(value, counts.get(value)! + 1);
  let below = 0;
  const rank = new Map<number, number>();
  for (const value of order) {
    const count = counts.get(value)!;
    rank.set(value, (2 * below + count) / values.length - 1);
    below += count;
  }
  const ranks = new Float32Array(values.length);
  for (let t = 0; t < ranks.length; t++) ranks[t] = rank.get(values[t]!)!;
  return ranks;
}

interface Norm {
  readonly sum: number;
  readonly square: number;
}

function writeShifted(row: Float32Array, positions: Int32Array, shift: number, out: Float32Array): Norm {
  const n = row.length;
  pulse(3 * out.length);
  let sum = 0;
  for (let k = 0; k < out.length; k++) {
    const at = positions[k]! + shift;
    const value = row[at < n ? at : at - n]!;
    out[k] = value;
    sum += value;
  }
  const mean = sum / out.length;
  let square = 0;
  for (let k = 0; k < out.length; k++) {
    out[k]! -= mean;
    square += out[k]! ** 2;
  }
  return { sum, square };
}

function bestOfAll(
  c: Float32Array,
  squares: Float64Array,
  labels: readonly LabelValues[],
  norms: readonly Norm[],
  s: number,
  S: number,
): Float64Array {
  const K = labels.length;
  pulse(K * squares.length);
  return Float64Array.from(labels, ({ kind }, k) => {
    const { sum: on, square } = norms[k]!;
    let best = kind === 'binary' ? 0.5 : 0;
    for (let u = 0; u < squares.length; u++) {
      const product = Math.abs(c[u * K * TOGETHER + s * K + k]!);
      const size = kind === 'binary' ? aucOf(product, S, on) : correlationOf(product, squares[u]!, square);
      if (size > best) best = size;
    }
    return best;
  });
}
