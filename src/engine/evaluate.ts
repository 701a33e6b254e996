import { createReference } from './reference.ts';
import type { ModelSpec } from './spec.ts';
import { zeroStates } from './window.ts';

/** Timesteps that are in memory at once. */
const WINDOW = 256;

/**
 * Mean loss in nats over the predictions of `tokens` after the first `warmUp` of them. The model starts from the zero
 * state and reads the warm-up like the rest, but is not judged by it (from a zero state its loss is off by about 0.1 bits).
 *
 * @throws RangeError if no prediction is left after the warm-up.
 */
export function evaluate(spec: ModelSpec, params: Float64Array, tokens: Int32Array, warmUp: number): number {
  const predictions = tokens.length - 1;
  if (!(warmUp >= 0 && warmUp < predictions)) {
    throw new RangeError(`${tokens.length} characters leave nothing to score after a warm-up of ${warmUp}`);
  }
  let states = zeroStates(spec, 1);
  let sum = 0;
  let window = createReference(spec, Math.min(WINDOW, predictions), 1);
  for (let start = 0; start < predictions; start += window.steps) {
    const length = Math.min(WINDOW, predictions - start);
    if (length !== window.steps) window = createReference(spec, length, 1);
    const x = tokens.subarray(start, start + length);
    const y = tokens.subarray(start + 1, start + length + 1);
    window.forward(params, x, y, states);
    states = window.finalStates();
    for (let t = Math.max(0, warmUp - start); t < length; t++) sum += window.losses[t]!;
  }
  return sum / (predictions - warmUp);
}
