import { logSumExp } from './loss.ts';
import type { Random } from './random.ts';
import { createReference, NO_TARGET } from './reference.ts';
import type { ModelSpec } from './spec.ts';

export interface SampleOptions {
  /** Tokens to write. */
  readonly length: number;
  /** Logits are divided by it; 0 is the limit, greedy. */
  readonly temperature: number;
  /** Draw from the distribution, or always take the most probable token. */
  readonly mode: 'sample' | 'greedy';
  /** Draw from the k most probable tokens only. */
  readonly topK?: number;
  readonly random: Random;
}

/**
 * What the model writes after it has read `prime` from the zero state, one token at a time.
 *
 * @returns [length], without the prime
 * @throws RangeError if the prime is empty, the length or temperature is negative, topK is below 1, or a logit is not finite.
 */
export function sampleText(
  spec: ModelSpec,
  params: Float64Array,
  prime: Int32Array,
  options: SampleOptions,
): Int32Array<ArrayBuffer> {
  const { length } = options;
  if (prime.length === 0) throw new RangeError('a model cannot begin to write without a character to read');
  if (!Number.isInteger(length) || length < 0) throw new RangeError(`${length} is no length`);
  const V = spec.vocab;
  const written = new Int32Array(length);
  if (length === 0) return written;
  const reader = createReference(spec, prime.length, 1);
  reader.forward(params, prime, new Int32Array(prime.length).fill(NO_TARGET), null);
  let states = reader.finalStates();
  written[0] = chooseToken(reader.logits.slice((prime.length - 1) * V), options);
  const writer = createReference(spec, 1, 1);
  const none = Int32Array.of(NO_TARGET);
  for (let k = 1; k < length; k++) {
    writer.forward(params, written.subarray(k - 1, k), none, states);
    states = writer.finalStates();
    written[k] = chooseToken(writer.logits, options);
  }
  return written;
}

/**
 * A token drawn from softmax(logits / temperature).
 *
 * @param logits [V]
 * @throws RangeError if the temperature is negative, topK is below 1, or a logit is not finite.
 */
export function chooseToken(logits: Float64Array, options: Omit<SampleOptions, 'length'>): number {
  const { temperature, mode, topK, random } = options;
  if (!(temperature >= 0)) throw new RangeError(`temperature ${temperature} is negative`);
  if (topK !== undefined && !(topK >= 1)) throw new RangeError(`topK ${topK} leaves nothing to choose`);
  for (const logit of logits) if (!Number.isFinite(logit)) throw new RangeError('a logit is not finite');
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

/** Index of the largest value; of equal ones the first. */
function argmax(values: Float64Array): number {
  let best = 0;
  for (let v = 1; v < values.length; v++) if (values[v]! > values[best]!) best = v;
  return best;
}

/** Sets all but the k largest values to −∞; of equal ones the first stay. */
function keepLargest(values: Float64Array, k: number): void {
  const order = Array.from(values.keys()).sort((a, b) => values[b]! - values[a]! || a - b);
  for (const v of order.slice(Math.floor(k))) values[v] = -Infinity;
}
