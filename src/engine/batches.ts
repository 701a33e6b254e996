import { createRandom } from './random.ts';

/** How a text of a given length is cut into windows. */
export interface BatchPlan {
  /** B, streams read in parallel. */
  readonly batch: number;
  /** T, timesteps of a window. */
  readonly unroll: number;
  /** Pairs (character, next character) in each stream. */
  readonly streamLength: number;
  /** Windows in one pass over the streams. */
  readonly stepsPerEpoch: number;
  /** Whether the text was too short for the B and T asked for. */
  readonly shortened: boolean;
}

/** One window of text for B parallel streams. */
export interface TokenBatch {
  /** Inputs, [T, B]. */
  readonly x: Int32Array;
  /** Targets (the next character), [T, B]. */
  readonly y: Int32Array;
  /** Whether the window continues the one before it, so that the state is carried; otherwise it starts at zero. */
  readonly carry: boolean;
}

/**
 * Cuts a text of N tokens, and so N − 1 pairs of neighbours, into B contiguous streams of equal length. For a text
 * that is too short, T is shortened first, and then B is reduced.
 *
 * @throws RangeError if there are fewer than two tokens, or if B or T is not a positive whole number.
 */
export function batchPlan(tokenCount: number, batch: number, unroll: number): BatchPlan {
  if (!(tokenCount >= 2)) throw new RangeError(`${tokenCount} characters hold no pair to learn from`);
  for (const n of [batch, unroll])
    if (!Number.isInteger(n) || n < 1) throw new RangeError(`${n} is not a size of a window`);
  const pairs = tokenCount - 1;
  const T = Math.min(unroll, pairs);
  const B = Math.min(batch, Math.floor(pairs / T));
  const streamLength = Math.floor(pairs / B);
  return {
    batch: B,
    unroll: T,
    streamLength,
    stepsPerEpoch: Math.floor(streamLength / T),
    shortened: T < unroll || B < batch,
  };
}

/**
 * The window of one training step. It depends on the step's index alone, so every model sees the same text in the
 * same order and a run can be resumed at any step. Stream b is the b-th contiguous part of the text. An epoch reads
 * all streams, window after window, from a random offset. The first window of an epoch carries no state over.
 *
 * @param tokens the text that `plan` was made for
 * @param step the index of the step, from 0
 */
export function batchAt(tokens: Int32Array, plan: BatchPlan, seed: number, step: number): TokenBatch {
  const { batch: B, unroll: T, streamLength, stepsPerEpoch } = plan;
  const epoch = Math.floor(step / stepsPerEpoch);
  const window = step % stepsPerEpoch;
  const slack = streamLength - stepsPerEpoch * T;
  const offset = createRandom(seed, `epoch ${epoch}`).integer(slack + 1);
  const x = new Int32Array(T * B);
  const y = new Int32Array(T * B);
  for (let b = 0; b < B; b++) {
    const start = b * streamLength + offset + window * T;
    for (let t = 0; t < T; t++) {
      x[t * B + b] = tokens[start + t]!;
      y[t * B + b] = tokens[start + t + 1]!;
    }
  }
  return { x, y, carry: window > 0 };
}
