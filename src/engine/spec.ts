/**
 * What a model is: its cell, its sizes, and the names of what it computes.
 *
 * Shape letters, fixed for the whole code: B batch, T timesteps, H units, V vocabulary, L layers, G gates of a cell,
 * E width of the embedding, I width of a layer's input (V or E for layer 0, H above). Arrays are row-major.
 */
import type { Cell } from './cells/cell.ts';
import type { CellVariant, Channel, Nonlinearity } from './cells/channels.ts';
import { GRU } from './cells/gru.ts';
import { LSTM } from './cells/lstm.ts';
import { RNN } from './cells/rnn.ts';

/** All cells. For a new one, the compiler lists what else it needs. */
const TABLE = { rnn: RNN, gru: GRU, lstm: LSTM } as const satisfies Readonly<Record<string, Cell>>;

export type CellKind = keyof typeof TABLE;

/** The one table of cells. */
export const CELLS: Readonly<Record<CellKind, Cell>> = TABLE;

export const CELL_KINDS = Object.keys(CELLS) as readonly CellKind[];

/** The channels of all cells. */
export const CHANNELS: readonly Channel[] = [...new Set(CELL_KINDS.flatMap((cell) => CELLS[cell].channels))];

/** The cell and the sizes of a model. */
export interface ModelSpec extends CellVariant {
  readonly cell: CellKind;
  /** V, number of symbols. */
  readonly vocab: number;
  /** H, units per layer. */
  readonly hidden: number;
  /** L, layers. */
  readonly layers: number;
  /** E, width of the embedding; 0 means one-hot input. */
  readonly embedding: number;
}

/**
 * The range of a channel's values: 0 … 1 for a gate, −1 … 1 for a signed value, unbounded for a state (the LSTM's c,
 * a ReLU's h).
 */
export type ChannelRange = 'gate' | 'signed' | 'unbounded';

/** Whether a cell has a state c beside h. */
export function hasC({ cell }: Pick<ModelSpec, 'cell'>): boolean {
  return CELLS[cell].states.includes('c');
}

/** Whether a cell has gate blocks besides its states. */
export function hasGates({ cell }: Pick<ModelSpec, 'cell'>): boolean {
  return CELLS[cell].candidate !== null;
}

const RANGES: Readonly<Record<Channel, ChannelRange>> = {
  i: 'gate',
  f: 'gate',
  o: 'gate',
  r: 'gate',
  z: 'gate',
  g: 'signed',
  n: 'signed',
  h: 'signed',
  c: 'unbounded',
};

const NONLINEARITY_RANGES: Readonly<Record<Nonlinearity, ChannelRange>> = {
  tanh: 'signed',
  relu: 'unbounded',
  sigmoid: 'gate',
};

/** The range of a channel of this model. It decides the colour ramp and the fixed scale. */
export function channelRange(spec: ModelSpec, channel: Channel): ChannelRange {
  const isPhi = channel === 'h' && CELLS[spec.cell].variant === 'nonlinearity';
  return isPhi ? NONLINEARITY_RANGES[spec.nonlinearity] : RANGES[channel];
}

/** The function that maps the pre-activations of a gate block to its channel. */
export function gateActivation(spec: ModelSpec, gate: Channel): Nonlinearity {
  if (CELLS[spec.cell].variant === 'nonlinearity') return spec.nonlinearity;
  return RANGES[gate] === 'gate' ? 'sigmoid' : 'tanh';
}

/** I, the width of a layer's input. */
export function inputWidth(spec: ModelSpec, layer: number): number {
  if (layer > 0) return spec.hidden;
  return spec.embedding > 0 ? spec.embedding : spec.vocab;
}
