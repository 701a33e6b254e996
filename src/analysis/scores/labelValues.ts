import { ENCODE } from './codes.ts';
import { Ranker } from './ranks.ts';

/** A label's values on some characters, with its kind. */
export interface LabelValues {
  readonly kind: 'binary' | 'numeric';
  /** [n] */
  readonly values: Uint8Array | Float32Array;
}

/** The same label on part of its characters; a view. */
export function partOf({ kind, values }: LabelValues, from: number, to: number): LabelValues {
  return { kind, values: values.subarray(from, to) };
}

/** The same label at chosen characters. */
export function labelAt({ kind, values }: LabelValues, positions: Int32Array): LabelValues {
  const picked = kind === 'binary' ? new Uint8Array(positions.length) : new Float32Array(positions.length);
  for (let k = 0; k < positions.length; k++) picked[k] = values[positions[k]!]!;
  return { kind, values: picked };
}

/**
 * Writes what a row of ranks is multiplied with: the label itself, or the ranks of a numeric one, less their mean.
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
export function encoded(values: ArrayLike<number>): Uint16Array {
  const codes = new Uint16Array(values.length);
  for (let t = 0; t < codes.length; t++) codes[t] = ENCODE.unbounded(values[t]!);
  return codes;
}

/** The score of some predictions: AUC of a binary label, Spearman's ρ of a numeric one. */
export function scoreOf(predictions: ArrayLike<number>, label: LabelValues): number {
  return scoreOfCodes(encoded(standardised(predictions)), label);
}

/** The same of a unit's codes. */
export function scoreOfCodes(codes: Uint16Array, label: LabelValues): number {
  const n = label.values.length;
  const ranker = new Ranker();
  const ranks = new Float32Array(n);
  const target = new Float32Array(n);
  const square = ranker.rank(codes, ranks);
  const of = writeCentred(label, target, ranker);
  let sum = 0;
  for (let t = 0; t < n; t++) sum += ranks[t]! * target[t]!;
  // Sums of float32 ranks may end a hair beyond what a score can be.
  const within = (score: number, least: number): number => Math.max(least, Math.min(1, score));
  if (label.kind === 'numeric') {
    return square > 0 && of.square > 0 ? within(sum / Math.sqrt(square * of.square), -1) : 0;
  }
  return of.on > 0 && of.on < n ? within(0.5 + ((n / 2) * sum) / (of.on * (n - of.on)), 0) : 0.5;
}

/** The same order around 0, where codes are finest. */
function standardised(values: ArrayLike<number>): Float64Array {
  const n = values.length;
  let mean = 0;
  for (let t = 0; t < n; t++) mean += values[t]! / n;
  let square = 0;
  for (let t = 0; t < n; t++) square += (values[t]! - mean) ** 2 / n;
  const scale = square > 0 ? 1 / Math.sqrt(square) : 1;
  return Float64Array.from({ length: n }, (_, t) => (values[t]! - mean) * scale);
}
