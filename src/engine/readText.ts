import { createReference, NO_TARGET } from './reference.ts';
import type { Channel, ModelSpec } from './spec.ts';

/** What one forward pass over a text leaves for walking back through it: float64, from the zero state. */
export interface ReadText {
  readonly spec: ModelSpec;
  readonly params: Float64Array;
  /** [T] */
  readonly tokens: Int32Array;
  /** Each [L, T, H]; the keys are CHANNELS[spec.cell]. */
  readonly channels: Readonly<Partial<Record<Channel, Float64Array>>>;
  /** tanh(c) (LSTM), m (GRU: what the recurrent product gave or met, see `GruArrays`), [L, T, H]; empty for the RNN. */
  readonly kept: Float64Array;
  /** [T, V] */
  readonly logits: Float64Array;
}

/**
 * Reads a text with the reference.
 *
 * @throws RangeError if there is no token, a token is no symbol of the model, or the parameters are not as many as its own.
 */
export function readText(spec: ModelSpec, params: Float64Array, tokens: Int32Array): ReadText {
  const reference = createReference(spec, tokens.length, 1);
  reference.forward(params, tokens, new Int32Array(tokens.length).fill(NO_TARGET), null);
  const { channels, kept, logits } = reference;
  return { spec, params, tokens, channels, kept, logits };
}
