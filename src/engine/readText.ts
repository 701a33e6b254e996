import { createReference, NO_TARGET } from './reference.ts';
import type { Channel } from './cells/channels.ts';
import type { ModelSpec } from './spec.ts';

/** The result of one forward pass over a text, from the zero state, in float64: all that a backward pass needs. */
export interface ReadText {
  readonly spec: ModelSpec;
  readonly params: Float64Array;
  /** [T] */
  readonly tokens: Int32Array;
  /** Each [L, T, H]; the keys are CELLS[spec.cell].channels. */
  readonly channels: Readonly<Partial<Record<Channel, Float64Array>>>;
  /** tanh(c) (LSTM) or m (GRU, see `cells/gru.ts`), [L, T, H]; empty for the RNN. */
  readonly saved: Float64Array;
  /** [T, V] */
  readonly logits: Float64Array;
}

/**
 * Reads a text with the reference.
 *
 * @throws RangeError if there is no token, if a token is not in the vocabulary, or if the number of parameters does
 *   not fit the model.
 */
export function readText(spec: ModelSpec, params: Float64Array, tokens: Int32Array): ReadText {
  const reference = createReference(spec, tokens.length, 1);
  reference.forward(params, tokens, new Int32Array(tokens.length).fill(NO_TARGET), null);
  const { channels, saved, logits } = reference;
  return { spec, params, tokens, channels, saved, logits };
}
