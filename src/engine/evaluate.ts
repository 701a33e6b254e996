import type { PieceWindow } from './pieces.ts';
import { ReferenceWindow } from './referenceWindow.ts';
import type { ModelSpec } from './spec.ts';

/** Timesteps in memory at once. */
const WINDOW = 256;

/**
 * Mean loss in nats over the predictions of `tokens` after the first `warmUp` of them. The model starts from the zero
 * state and reads the warm-up, too, but the warm-up does not count: right after a zero state the loss is about 0.1
 * bits too high.
 *
 * @throws RangeError if no prediction is left after the warm-up.
 */
export function evaluate(spec: ModelSpec, params: Float64Array, tokens: Int32Array, warmUp: number): number {
  return evaluateInPieces(new ReferenceWindow(spec, params, WINDOW), tokens, warmUp);
}

/** The same as `evaluate`, on any window. */
export function evaluateInPieces<S>(window: PieceWindow<S>, tokens: Int32Array, warmUp: number): number {
  const predictions = tokens.length - 1;
  if (!(warmUp >= 0 && warmUp < predictions)) {
    throw new RangeError(`${tokens.length} characters leave nothing to score after a warm-up of ${warmUp}`);
  }
  let states: S | null = null;
  let sum = 0;
  for (let start = 0; start < predictions; start += window.capacity) {
    const end = Math.min(predictions, start + window.capacity);
    window.forward(tokens.subarray(start, end), { targets: tokens.subarray(start + 1, end + 1), weight: 0 }, states);
    states = window.after();
    const losses = window.losses();
    for (let t = Math.max(0, warmUp - start); t < losses.length; t++) sum += losses[t]!;
  }
  return sum / (predictions - warmUp);
}
