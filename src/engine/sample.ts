import { logSumExp } from './loss.ts';
import type { Random } from './random.ts';
import type { PieceWindow } from './pieces.ts';
import { NO_TARGET } from './reference.ts';
import { ReferenceWindow } from './referenceWindow.ts';
import type { ModelSpec } from './spec.ts';

/** Thrown when some logit is not finite, so that no token can be drawn. */
export class NotFiniteError extends RangeError {
  // A constant, because minification changes class names, and classes are lost between threads.
  override readonly name = 'NotFiniteError';

  constructor() {
    super('a logit is not finite');
  }
}

/** How a model writes text. */
export interface SampleOptions {
  /** Number of tokens to write. */
  readonly length: number;
  /** The logits are divided by the temperature. 0 means greedy. */
  readonly temperature: number;
  /** Whether to draw from the distribution or to take the most probable token each time. */
  readonly mode: 'sample' | 'greedy';
  /** Draw from the k most probable tokens only (top-k sampling). */
  readonly topK?: number;
  readonly random: Random;
}

/**
 * The text that the model writes after it has read `prime` from the zero state, one token at a time.
 *
 * @returns [length], without the prime
 * @throws RangeError if the prime is empty, if the length or the temperature is negative, or if topK is below 1;
 *   NotFiniteError if a logit is not finite.
 */
export function sampleText(
  spec: ModelSpec,
  params: Float64Array,
  prime: Int32Array,
  options: SampleOptions,
): Int32Array<ArrayBuffer> {
  return writeInPieces(new ReferenceWindow(spec, params), prime, options);
}

/** The same as `sampleText`, on any window: the prime is read piece by piece, then one symbol at a time. */
export function writeInPieces<S>(
  window: PieceWindow<S>,
  prime: Int32Array,
  options: SampleOptions,
): Int32Array<ArrayBuffer> {
  const { length } = options;
  if (prime.length === 0) throw new RangeError('a model cannot begin to write without a character to read');
  if (!Number.isInteger(length) || length < 0) throw new RangeError(`${length} is no length`);
  const V = window.spec.vocab;
  const written = new Int32Array(length);
  if (length === 0) return written;
  const { capacity } = window;
  // The last symbol of the prime is read like the written ones, because its logits are needed.
  const known = prime.length - 1;
  let states: S | null = null;
  for (let at = 0; at < known; at += capacity) {
    window.forward(prime.subarray(at, Math.min(known, at + capacity)), null, states);
    states = window.after();
  }
  const nothing = { targets: Int32Array.of(NO_TARGET), weight: 0 };
  const logits = new Float64Array(V);
  let newest: Int32Array = prime.subarray(known);
  for (let k = 0; k < length; k++) {
    window.forward(newest, nothing, states);
    states = window.after();
    const { values, start } = window.rows('logits', 0);
    logits.set(values.subarray(start, start + V));
    written[k] = chooseToken(logits, options);
    newest = written.subarray(k, k + 1);
  }
  return written;
}

/**
 * A token drawn from softmax(logits / temperature).
 *
 * @param logits [V]
 * @throws RangeError if the temperature is negative, or topK is below 1; NotFiniteError if a logit is not finite.
 */
export function chooseToken(logits: Float64Array, options: Omit<SampleOptions, 'length'>): number {
  const { temperature, mode, topK, random } = options;
  if (!(temperature >= 0)) throw new RangeError(`temperature ${temperature} is negative`);
  if (topK !== undefined && !(topK >= 1)) throw new RangeError(`topK ${topK} leaves nothing to choose`);
  for (const logit of logits) if (!Number.isFinite(logit)) throw new NotFiniteError();
  if (mode === 'greedy' || temperature === 0) return argmax(logits);

  const scaled = logits.map((logit) => logit / temperature);
  if (topK !== undefined && topK < scaled.length) keepLargest(scaled, topK);
  const lse = logSumExp(scaled.length, scaled, 0);
  const u = random.uniform();
  let cumulative = 0;
  for (let v = 0; v < scaled.length; v++) {
    cumulative += Math.exp(scaled[v]! - lse);
    if (u < cumulative) return v;
  }
  // Rounding left the sum just below u.
  return argmax(scaled);
}

/** Index of the largest value; the first of equal ones. */
function argmax(values: Float64Array): number {
  let best = 0;
  for (let v = 1; v < values.length; v++) if (values[v]! > values[best]!) best = v;
  return best;
}

/** Sets all but the k largest values to −∞. Of equal values the first ones stay. */
function keepLargest(values: Float64Array, k: number): void {
  const count = Math.floor(k);
  const least = values.slice().sort()[values.length - count]!;
  let above = 0;
  for (const value of values) if (value > least) above++;
  // Values equal to the smallest retained one fill the rest.
  let left = count - above;
  for (let v = 0; v < values.length; v++) {
    const value = values[v]!;
    if (value < least || (value === least && left-- <= 0)) values[v] = -Infinity;
  }
}
