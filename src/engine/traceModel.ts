import { createReference, NO_TARGET } from './reference.ts';
import type { Channel, ModelSpec } from './spec.ts';
import type { Trace } from './trace.ts';

/**
 * Runs a model over a text from the zero state and keeps everything: see `Trace`.
 *
 * @param step training steps that these parameters have seen
 * @throws RangeError if there is no token, a token is no symbol of the model, or the parameters are not as many as its own.
 */
export function traceText(spec: ModelSpec, params: Float64Array, tokens: Int32Array, step: number): Trace {
  const T = tokens.length;
  const reference = createReference(spec, T, 1);
  const targets = new Int32Array(T);
  targets.set(tokens.subarray(1));
  targets[T - 1] = NO_TARGET;
  reference.forward(params, tokens, targets, null);
  reference.backward(new Float64Array(T).fill(1 / Math.max(1, T - 1)));

  const channels: Partial<Record<Channel, Float32Array>> = {};
  for (const [name, values] of Object.entries(reference.channels))
    channels[name as Channel] = Float32Array.from(values);
  return {
    spec,
    step,
    tokens: tokens.slice(),
    channels,
    gradH: Float32Array.from(reference.gradH),
    gradC: reference.gradC && Float32Array.from(reference.gradC),
    logits: Float32Array.from(reference.logits),
    loss: Float32Array.from(reference.losses.subarray(0, T - 1)),
  };
}
