import { ENCODE } from './codes.ts';
import { aucOf, correlationOf, Ranker } from './ranks.ts';

/** A label's values on some characters, with its kind. */
export interface LabelValues {
  readonly kind: 'binary' | 'numeric';
  /** [n] */
  readonly values: Uint8Array | Float32Array;
}

/** The values of part of the characters, as a view. */
export function partOf({ kind, values }: LabelValues, from: number, to: number): LabelValues {
  return { kind, values: values.subarray(from, to) };
}

/** The values at the given positions. */
export function labelAt({ kind, values }: LabelValues, positions: Int32Array): LabelValues {
  const picked = kind === 'binary' ? new Uint8Array(positions.length) : new Float32Array(positions.length);
  for (let k = 0; k < positions.length; k++) picked[k] = values[positions[k]!]!;
  return { kind, values: picked };
}

/**
 * Writes the row by which ranks are multiplied: the label itself, or the ranks of a numeric label, minus their mean.
 *
 * @returns how often a binary label is on (0 for a numeric one), and Σ of the squares
 */
export function writeCentred(
  { kind, values }: LabelValues,
  out: Float32Array,
  ranker: Ranker,
): { readonly on: number; readonly square: number } {
  const n = values.length;
  if (kind === 'numeric') return { on: 0, square: ranker.rank(encoded(values), out) };
  let on = 0;
  for (let t = 0; t < n; t++) on += values[t]!;
  for (let t = 0; t < n; t++) out[t] = values[t]! - on / n;
  return { on, square: on - (on * on) / n };
}

/** Codes of numbers of any size. */
function encoded(values: ArrayLike<number>): Uint16Array {
  const codes = new Uint16Array(values.length);
  for (let t = 0; t < codes.length; t++) codes[t] = ENCODE.unbounded(values[t]!);
  return codes;
}

/** The score of predictions: AUC for a binary label, Spearman's ρ for a numeric one. */
export function scoreOf(predictions: ArrayLike<number>, label: LabelValues): number {
  return scoreOfCodes(encoded(standardised(predictions)), label);
}

/** The score of a unit's codes. */
export function scoreOfCodes(codes: Uint16Array, label: LabelValues): number {
  const n = label.values.length;
  const ranker = new Ranker();
  const ranks = new Float32Array(n);
  const target = new Float32Array(n);
  const square = ranker.rank(codes, ranks);
  const of = writeCentred(label, target, ranker);
  let sum = 0;
  for (let t = 0; t < n; t++) sum += ranks[t]! * target[t]!;
  return label.kind === 'numeric' ? correlationOf(sum, square, of.square) : aucOf(sum, n, of.on);
}

/** The values scaled around 0, where codes are finest. Their order stays the same. */
function standardised(values: ArrayLike<number>): Float64Array {
  const n = values.length;
  let mean = 0;
  for (let t = 0; t < n; t++) mean += values[t]! / n;
  let square = 0;
  for (let t = 0; t < n; t++) square += (values[t]! - mean) ** 2 / n;
  const scale = square > 0 ? 1 / Math.sqrt(square) : 1;
  return Float64Array.from({ length: n }, (_, t) => (values[t]! - mean) * scale);
}
