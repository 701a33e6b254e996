import { CHANNELS, GATES, inputWidth, type Channel, type ModelSpec } from './spec.ts';

/** h and, for the LSTM, c of every layer and sequence: each [L, B, H]. */
export interface LayerStates {
  readonly h: Float64Array;
  readonly c: Float64Array | null;
}

/** The zero state. */
export function zeroStates(spec: ModelSpec, batch: number): LayerStates {
  const size = spec.layers * batch * spec.hidden;
  return { h: new Float64Array(size), c: spec.cell === 'lstm' ? new Float64Array(size) : null };
}

/** What the forward pass over one window writes. */
export interface ForwardArrays {
  /** Each [L, T, B, H]. */
  readonly channels: Readonly<Partial<Record<Channel, Float64Array>>>;
  /** What a cell keeps besides its channels, [L, T, B, H]: tanh(c) (LSTM), m (GRU); empty for the RNN. */
  readonly kept: Float64Array;
  /** Pre-activations of the layer at work, [T, B, G·H]. */
  readonly z: Float64Array;
  /** Embedded input, [T, B, E]; empty for one-hot input. */
  readonly embedded: Float64Array;
  /** [T, B, V] */
  readonly logits: Float64Array;
  /** Nats, [T, B]; 0 where there is no target. */
  readonly losses: Float64Array;
}

/** What the backward pass over one window writes. */
export interface BackwardArrays {
  /** ∂L/∂h_t, [L, T, B, H]. */
  readonly gradH: Float64Array;
  /** ∂L/∂c_t, [L, T, B, H]; the LSTM's alone. */
  readonly gradC: Float64Array | null;
  /** ∂L/∂h and ∂L/∂c before the window's first step. */
  readonly gradInitial: LayerStates;
  /** Gradients of the parameters, in their layout. */
  readonly grads: Float64Array;
  /** ∂L/∂(pre-activations) of the layer at work, [T, B, G·H]: the input's part … */
  readonly dZ: Float64Array;
  /** … and the state's, which differs only where the GRU's reset gate comes after the product (else the same array). */
  readonly dZState: Float64Array;
  /** ∂L/∂logits, [T, B, V]. */
  readonly dLogits: Float64Array;
  /** ∂L/∂(r ⊙ hPrev) of one timestep, [B, H]: the GRU's with its reset gate before the product; else empty. */
  readonly dM: Float64Array;
  /** ∂L/∂(embedded input), [T, B, E]; empty for one-hot input. */
  readonly dEmbedded: Float64Array;
  /** A transposed weight matrix: one of W_hh, W_ih and W_head at a time. */
  readonly weightT: Float64Array;
  /** Transposed factors of a weight's gradient: [rows of the weight, T·B] and [its columns, T·B]. */
  readonly rowsT: Float64Array;
  readonly columnsT: Float64Array;
}

export function forwardArrays(spec: ModelSpec, T: number, B: number): ForwardArrays {
  const { layers: L, hidden: H, vocab: V, embedding: E } = spec;
  const channels: Partial<Record<Channel, Float64Array>> = {};
  for (const name of CHANNELS[spec.cell]) channels[name] = new Float64Array(L * T * B * H);
  return {
    channels,
    kept: new Float64Array(spec.cell === 'rnn' ? 0 : L * T * B * H),
    z: new Float64Array(T * B * GATES[spec.cell].length * H),
    embedded: new Float64Array(T * B * E),
    logits: new Float64Array(T * B * V),
    losses: new Float64Array(T * B),
  };
}

export function backwardArrays(spec: ModelSpec, T: number, B: number, parameters: number): BackwardArrays {
  const { layers: L, hidden: H, vocab: V, embedding: E } = spec;
  const rows = GATES[spec.cell].length * H;
  const dZ = new Float64Array(T * B * rows);
  const denseInput = E > 0 ? inputWidth(spec, 0) : H;
  return {
    gradH: new Float64Array(L * T * B * H),
    gradC: spec.cell === 'lstm' ? new Float64Array(L * T * B * H) : null,
    gradInitial: zeroStates(spec, B),
    grads: new Float64Array(parameters),
    dZ,
    dZState: spec.cell === 'gru' && spec.reset === 'after' ? new Float64Array(T * B * rows) : dZ,
    dLogits: new Float64Array(T * B * V),
    dM: new Float64Array(spec.cell === 'gru' && spec.reset === 'before' ? B * H : 0),
    dEmbedded: new Float64Array(T * B * E),
    weightT: new Float64Array(Math.max(rows, V) * Math.max(H, denseInput)),
    rowsT: new Float64Array(Math.max(rows, V) * T * B),
    columnsT: new Float64Array(Math.max(H, denseInput) * T * B),
  };
}
