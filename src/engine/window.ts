import { blocksOnResetState, cellEquations } from './cells/cells.ts';
import type { Channel } from './cells/channels.ts';
import { CELLS, hasC, inputWidth, type ModelSpec } from './spec.ts';

/** h and, for the LSTM, c of every layer and sequence: each [L, B, H]. */
export interface LayerStates {
  readonly h: Float64Array;
  readonly c: Float64Array | null;
}

/** The zero state. */
export function zeroStates(spec: ModelSpec, batch: number): LayerStates {
  const size = spec.layers * batch * spec.hidden;
  return { h: new Float64Array(size), c: hasC(spec) ? new Float64Array(size) : null };
}

/** The arrays that the forward pass over one window writes. */
export interface ForwardArrays {
  /** Each [L, T, B, H]. */
  readonly channels: Readonly<Partial<Record<Channel, Float64Array>>>;
  /** Intermediate values that the backward pass needs, [L, T, B, H]: tanh(c) (LSTM), m (GRU); empty for the RNN. */
  readonly saved: Float64Array;
  /** Pre-activations of the current layer, [T, B, G·H]. */
  readonly z: Float64Array;
  /** Embedded input, [T, B, E]; empty for one-hot input. */
  readonly embedded: Float64Array;
  /** [T, B, V] */
  readonly logits: Float64Array;
  /** Losses in nats, [T, B]; 0 where there is no target. */
  readonly losses: Float64Array;
}

/** The arrays that the backward pass over one window writes. */
export interface BackwardArrays {
  /** ∂L/∂h_t, [L, T, B, H]. */
  readonly gradH: Float64Array;
  /** ∂L/∂c_t, [L, T, B, H]; LSTM only. */
  readonly gradC: Float64Array | null;
  /** ∂L/∂h and ∂L/∂c before the first timestep of the window. */
  readonly gradInitial: LayerStates;
  /** Gradients of the parameters, in their layout. */
  readonly grads: Float64Array;
  /** ∂L/∂(pre-activations) of the current layer, [T, B, G·H]: the input's part. */
  readonly dZ: Float64Array;
  /** The state's part. It is the same array unless the GRU's reset gate comes after the product. */
  readonly dZState: Float64Array;
  /** ∂L/∂logits, [T, B, V]. */
  readonly dLogits: Float64Array;
  /** ∂L/∂(r ⊙ hPrev) of one timestep, [B, H], for the GRU with its reset gate before the product; else empty. */
  readonly dM: Float64Array;
  /** ∂L/∂(embedded input), [T, B, E]; empty for one-hot input. */
  readonly dEmbedded: Float64Array;
  /** A transposed weight matrix: one of W_hh, W_ih and W_head at a time. */
  readonly weightT: Float64Array;
  /** Transposed factors of a weight's gradient: [rows of the weight, T·B] and [columns of the weight, T·B]. */
  readonly rowsT: Float64Array;
  readonly columnsT: Float64Array;
}

/** Allocates the arrays of a forward pass. */
export function forwardArrays(spec: ModelSpec, T: number, B: number): ForwardArrays {
  const { layers: L, hidden: H, vocab: V, embedding: E } = spec;
  const channels: Partial<Record<Channel, Float64Array>> = {};
  for (const name of CELLS[spec.cell].channels) channels[name] = new Float64Array(L * T * B * H);
  return {
    channels,
    saved: new Float64Array(cellEquations(spec).hasSaved ? L * T * B * H : 0),
    z: new Float64Array(T * B * CELLS[spec.cell].gates.length * H),
    embedded: new Float64Array(T * B * E),
    logits: new Float64Array(T * B * V),
    losses: new Float64Array(T * B),
  };
}

/** Allocates the arrays of a backward pass. @param parameters their number */
export function backwardArrays(spec: ModelSpec, T: number, B: number, parameters: number): BackwardArrays {
  const { layers: L, hidden: H, vocab: V, embedding: E } = spec;
  const rows = CELLS[spec.cell].gates.length * H;
  const dZ = new Float64Array(T * B * rows);
  const denseInput = E > 0 ? inputWidth(spec, 0) : H;
  return {
    gradH: new Float64Array(L * T * B * H),
    gradC: hasC(spec) ? new Float64Array(L * T * B * H) : null,
    gradInitial: zeroStates(spec, B),
    grads: new Float64Array(parameters),
    dZ,
    dZState: cellEquations(spec).hasOwnStateGradient ? new Float64Array(T * B * rows) : dZ,
    dLogits: new Float64Array(T * B * V),
    dM: new Float64Array(blocksOnResetState(spec) ? B * H : 0),
    dEmbedded: new Float64Array(T * B * E),
    weightT: new Float64Array(Math.max(rows, V) * Math.max(H, denseInput)),
    rowsT: new Float64Array(Math.max(rows, V) * T * B),
    columnsT: new Float64Array(Math.max(H, denseInput) * T * B),
  };
}

/** Bytes of `forwardArrays` and `backwardArrays` together. @param parameters their number */
export function windowBytes(spec: ModelSpec, T: number, B: number, parameters: number): number {
  const { cell, layers: L, hidden: H, vocab: V, embedding: E } = spec;
  const positions = T * B;
  const rows = CELLS[cell].gates.length * H;
  const states = L * positions * H;
  const widest = Math.max(rows, V);
  const input = Math.max(H, E > 0 ? inputWidth(spec, 0) : H);
  const forward =
    states * (CELLS[cell].channels.length + (cellEquations(spec).hasSaved ? 1 : 0)) + positions * (rows + E + V + 1);
  const dZ = cellEquations(spec).hasOwnStateGradient ? 2 : 1;
  const carried = CELLS[cell].states.length;
  const back =
    states * carried +
    carried * L * B * H +
    parameters +
    positions * (dZ * rows + V + E + widest + input) +
    (blocksOnResetState(spec) ? B * H : 0) +
    widest * input;
  return 8 * (forward + back);
}

/** Bytes of the state that is carried from one window to the next, and of the zero state, in float64. */
export function carryBytes({ layers, hidden, cell }: ModelSpec, B: number): number {
  return 2 * 8 * layers * B * hidden * CELLS[cell].states.length;
}
