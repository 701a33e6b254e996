import type { Channel, ModelSpec } from './spec.ts';

/**
 * What one model did on one text, column by column. Replaced whole, never changed in place.
 *
 * The trace starts from the zero state. `tokens[t]` is the input at t; `logits[t]` predict `tokens[t + 1]`; `loss[t]` is
 * the cross-entropy of that prediction in nats, so it has T − 1 entries. Gradients are those of the mean of `loss`,
 * through the whole stretch (not truncated).
 */
export interface Trace {
  readonly spec: ModelSpec;
  /** Training steps the weights had seen. */
  readonly step: number;
  /** [T] */
  readonly tokens: Int32Array;
  /** Each [L, T, H]; the keys are CHANNELS[spec.cell]. */
  readonly channels: Readonly<Partial<Record<Channel, Float32Array>>>;
  /** ∂L/∂h_t, [L, T, H]. */
  readonly gradH: Float32Array;
  /** ∂L/∂c_t, [L, T, H]; the LSTM's alone. */
  readonly gradC: Float32Array | null;
  /** [T, V] */
  readonly logits: Float32Array;
  /** [T − 1], nats. */
  readonly loss: Float32Array;
}
