/**
 * What a model is: its cell, its sizes, and the names of what it computes.
 *
 * Shape letters, fixed for the whole code: B batch, T timesteps, H units, V vocabulary, L layers, G gates of a cell,
 * E width of the embedding, I width of a layer's input (V or E for layer 0, H above). Arrays are row-major.
 */

export type CellKind = 'rnn' | 'gru' | 'lstm';

/** φ of the RNN: PyTorch's two, and the logistic function of some lectures. */
export type Nonlinearity = 'tanh' | 'relu' | 'sigmoid';

/** Where the GRU applies its reset gate: after the matrix product (PyTorch, cuDNN) or before it (the original paper). */
export type ResetForm = 'after' | 'before';

export interface ModelSpec {
  readonly cell: CellKind;
  /** V, number of symbols. */
  readonly vocab: number;
  /** H, units per layer. */
  readonly hidden: number;
  /** L, layers. */
  readonly layers: number;
  /** E, width of the embedding; 0 means one-hot input. */
  readonly embedding: number;
  /** Used by the RNN alone. */
  readonly nonlinearity: Nonlinearity;
  /** Used by the GRU alone. */
  readonly reset: ResetForm;
}

/** One quantity that a cell computes for every unit at every timestep. */
export type Channel = 'i' | 'f' | 'g' | 'o' | 'c' | 'h' | 'r' | 'z' | 'n';

/** Gate blocks of a cell in the order in which PyTorch stacks their rows in weight_ih and weight_hh. */
export const GATES: Readonly<Record<CellKind, readonly Channel[]>> = {
  rnn: ['h'],
  gru: ['r', 'z', 'n'],
  lstm: ['i', 'f', 'g', 'o'],
};

/** Everything a trace holds for a cell, in the order in which it is shown. */
export const CHANNELS: Readonly<Record<CellKind, readonly Channel[]>> = {
  rnn: ['h'],
  gru: ['r', 'z', 'n', 'h'],
  lstm: ['i', 'f', 'g', 'o', 'c', 'h'],
};

/** How a channel is read: a gate lies in 0…1, a signed value in −1…1, a state is unbounded (the LSTM's c, a ReLU's h). */
export type ChannelRange = 'gate' | 'signed' | 'unbounded';

/** Range of a channel of this model (decides its colour ramp and its fixed scale). */
export function channelRange(spec: ModelSpec, channel: Channel): ChannelRange {
  if (channel === 'c') return 'unbounded';
  if (channel === 'g' || channel === 'n') return 'signed';
  if (channel !== 'h') return 'gate';
  if (spec.cell !== 'rnn' || spec.nonlinearity === 'tanh') return 'signed';
  return spec.nonlinearity === 'sigmoid' ? 'gate' : 'unbounded';
}

/** I, the width of a layer's input. */
export function inputWidth(spec: ModelSpec, layer: number): number {
  if (layer > 0) return spec.hidden;
  return spec.embedding > 0 ? spec.embedding : spec.vocab;
}
