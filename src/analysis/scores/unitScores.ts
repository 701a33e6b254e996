import type { ModelSpec } from '../../engine/spec.ts';
import { decodeTable } from './codes.ts';
import { pulse } from '../../engine/pulse.ts';
import { type LabelValues, writeCentred } from './labelValues.ts';
import type { OpenRowProducts } from './rankProducts.ts';
import { aucOf, correlationOf, Ranker } from './ranks.ts';
import { rangeOfRow } from './units.ts';

/** The scores of every unit on every label. */
export interface UnitScores {
  /**
   * AUC of a binary label (0 … 1) or Spearman's ρ of a numeric one (−1 … 1), [K, U]; 0.5 or 0 where there is no
   * score.
   */
  readonly ranked: Float32Array;
  /** Pearson's r of a numeric label, [K, U]; 0 for a binary one. */
  readonly linear: Float32Array;
}

/** Units multiplied at a time. */
const BLOCK = 48;

/**
 * Scores all units on all labels, from midranks of codes.
 *
 * @param codes [U, n]
 * @param labels K labels of n characters
 */
export async function scoreUnits(
  spec: ModelSpec,
  codes: Uint16Array,
  labels: readonly LabelValues[],
  open: OpenRowProducts,
  report: (share: number) => void = () => undefined,
): Promise<UnitScores> {
  const K = labels.length;
  const n = labels[0]?.values.length ?? 0;
  const U = n > 0 ? codes.length / n : 0;
  const scores = { ranked: new Float32Array(K * U), linear: new Float32Array(K * U) };
  if (K === 0 || U === 0) return scores;
  const ranker = new Ranker();
  const size = Math.min(BLOCK, U);
  // A binary label multiplies ranks and values directly. Of a numeric one, ranks multiply ranks and values multiply
  // values.
  const product = await open(size, K, n);
  const ranked = labels.map((label, k) => writeCentred(label, product.b.subarray(k * n, (k + 1) * n), ranker));
  for (let u0 = 0; u0 < U; u0 += size) {
    const count = Math.min(size, U - u0);
    const squares = Float64Array.from({ length: count }, (_, m) =>
      ranker.rank(codes.subarray((u0 + m) * n, (u0 + m + 1) * n), product.a.subarray(m * n, (m + 1) * n)),
    );
    product.run();
    for (const [k, { kind }] of labels.entries()) {
      const { on, square } = ranked[k]!;
      for (let m = 0; m < count; m++) {
        const sum = product.c[m * K + k]!;
        scores.ranked[k * U + u0 + m] =
          kind === 'numeric' ? correlationOf(sum, squares[m]!, square) : aucOf(sum, n, on);
      }
    }
    report((0.5 * (u0 + count)) / U);
  }
  const numeric = labels.flatMap(({ kind }, k) => (kind === 'numeric' ? [k] : []));
  if (numeric.length > 0) await correlate(spec, codes, labels, numeric, open, scores.linear, report);
  return scores;
}

/** Pearson's r of the numeric labels. */
async function correlate(
  spec: ModelSpec,
  codes: Uint16Array,
  labels: readonly LabelValues[],
  numeric: readonly number[],
  open: OpenRowProducts,
  linear: Float32Array,
  report: (share: number) => void,
): Promise<void> {
  const n = labels[0]!.values.length;
  const U = codes.length / n;
  const N = numeric.length;
  const size = Math.min(BLOCK, U);
  const product = await open(size, N, n);
  const own = numeric.map((k, at) => writeValues(labels[k]!, product.b.subarray(at * n, (at + 1) * n)));
  for (let u0 = 0; u0 < U; u0 += size) {
    const count = Math.min(size, U - u0);
    const squares = Float64Array.from({ length: count }, (_, m) => {
      const row = u0 + m;
      const table = valueTable(spec, row);
      return decodeCentred(codes.subarray(row * n, (row + 1) * n), table, product.a.subarray(m * n, (m + 1) * n));
    });
    product.run();
    for (const [at, k] of numeric.entries()) {
      for (let m = 0; m < count; m++)
        linear[k * U + u0 + m] = correlationOf(product.c[m * N + at]!, squares[m]!, own[at]!);
    }
    report(0.5 + (0.5 * (u0 + count)) / U);
  }
}

/** Writes a label's values with mean 0 and standard deviation 1; returns Σ of their squares. */
function writeValues({ values }: LabelValues, out: Float32Array): number {
  out.set(values);
  return standardise(out);
}

const tables = new Map<string, Float32Array>();

/** The value of each code of a row, [CODES]. */
export function valueTable(spec: ModelSpec, row: number): Float32Array {
  const range = rangeOfRow(spec, row);
  let table = tables.get(range);
  if (!table) tables.set(range, (table = decodeTable(range)));
  return table;
}

/** Writes the standardised values of some codes. Returns Σ of their squares: n, or 0 if the unit never changes. */
function decodeCentred(codes: Uint16Array, table: Float32Array, out: Float32Array): number {
  for (let t = 0; t < codes.length; t++) out[t] = table[codes[t]!]!;
  return standardise(out);
}

/** Scales to mean 0 and standard deviation 1; a constant becomes zeros. Returns Σ of the squares. */
function standardise(values: Float32Array): number {
  const n = values.length;
  pulse(4 * n);
  let sum = 0;
  for (let t = 0; t < n; t++) sum += values[t]!;
  const mean = sum / n;
  let square = 0;
  for (let t = 0; t < n; t++) square += (values[t]! - mean) ** 2;
  const isConstant = !(square > 1e-12 * n * Math.max(1e-12, mean * mean));
  const scale = isConstant ? 0 : Math.sqrt(n / square);
  for (let t = 0; t < n; t++) values[t] = (values[t]! - mean) * scale;
  return isConstant ? 0 : n;
}

/** Row of the unit with the strongest score on a label; the first of equals. */
export function bestUnit(kind: 'binary' | 'numeric', ranked: Float32Array): number {
  let best = 0;
  let most = -1;
  for (let row = 0; row < ranked.length; row++) {
    const size = kind === 'binary' ? Math.abs(ranked[row]! - 0.5) : Math.abs(ranked[row]!);
    if (size > most) {
      most = size;
      best = row;
    }
  }
  return best;
}

/**
 * The effect size of a label on a unit, (mean on − mean off) / pooled standard deviation (Cohen's d). 0 if either
 * group is empty or the unit never changes.
 */
export function effectSize(values: Float32Array, label: Uint8Array): number {
  const count = [0, 0];
  const sum = [0, 0];
  for (let t = 0; t < values.length; t++) {
    count[label[t]!]!++;
    sum[label[t]!]! += values[t]!;
  }
  if (count[0] === 0 || count[1] === 0 || values.length < 3) return 0;
  const mean = [sum[0]! / count[0]!, sum[1]! / count[1]!];
  let square = 0;
  for (let t = 0; t < values.length; t++) square += (values[t]! - mean[label[t]!]!) ** 2;
  const deviation = Math.sqrt(square / (values.length - 2));
  return deviation > 0 ? (mean[1]! - mean[0]!) / deviation : 0;
}
