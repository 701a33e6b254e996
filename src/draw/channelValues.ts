import { lengthOf } from '../engine/range.ts';
import type { Channel } from '../engine/cells/channels.ts';
import { CELLS, type ModelSpec } from '../engine/spec.ts';
import type { Trace } from '../engine/trace.ts';

/** One channel of one layer of a trace: its R retained rows as [R, H], without a copy. */
export interface ChannelValues {
  /** [R, H]; row k is timestep `from + k`. */
  readonly values: Float32Array;
  /** The first retained timestep. */
  readonly from: number;
  /** T of the whole text. */
  readonly steps: number;
  readonly hidden: number;
}

/** The values of a channel. @throws RangeError if the trace's cell has no such channel. */
export function channelValues(trace: Trace, channel: Channel, layer: number): ChannelValues {
  const all = trace.channels[channel];
  if (!all) throw new RangeError(`a trace of ${trace.spec.cell} has no channel ${channel}`);
  return layerValues(all, trace, layer);
}

/** One layer of any [L, R, H] array of a trace (a channel, ∂L/∂h, ∂L/∂c) as [R, H], without a copy. */
export function layerValues(array: Float32Array, trace: Trace, layer: number): ChannelValues {
  const { rows, tokens } = trace;
  const { hidden } = trace.spec;
  const size = lengthOf(rows) * hidden;
  return { values: array.subarray(layer * size, (layer + 1) * size), from: rows.from, steps: tokens.length, hidden };
}

/** Value at (t, unit); NaN if the timestep is not retained. Before the first timestep it is the zero state. */
export function valueAt(of: ChannelValues, t: number, unit: number): number {
  if (t < 0) return 0;
  const row = (t - of.from) * of.hidden;
  return row >= 0 && row < of.values.length ? of.values[row + unit] : Number.NaN;
}

/** The values of all units at timestep t, [H]; NaN where the timestep is not retained. */
export function valuesAt(of: ChannelValues, t: number): Float32Array {
  const row = (t - of.from) * of.hidden;
  const isRetained = row >= 0 && row < of.values.length;
  return isRetained ? of.values.subarray(row, row + of.hidden) : new Float32Array(of.hidden).fill(Number.NaN);
}

/**
 * The values of a channel one timestep before t, [H]. Before the first timestep a state is zero, and other channels have no
 * values: null, as where the timestep is not retained.
 */
export function valuesBefore(trace: Trace, channel: Channel, layer: number, t: number): Float32Array | null {
  const of = channelValues(trace, channel, layer);
  if (t > 0) return t - 1 >= of.from ? valuesAt(of, t - 1) : null;
  const isState = CELLS[trace.spec.cell].states.some((state) => state === channel);
  return isState ? new Float32Array(of.hidden) : null;
}

/** Expands retained rows to the time axis of the whole text, [T, width], with NaN where no row is retained. */
export function overText<A extends Float32Array | Float64Array>({ steps, from }: ChannelValues, rows: A, width = 1): A {
  if (rows.length === steps * width) return rows;
  const all = rows instanceof Float64Array ? new Float64Array(steps * width) : new Float32Array(steps * width);
  all.fill(Number.NaN);
  all.set(rows, from * width);
  return all as A;
}

interface Names {
  readonly short: string;
  readonly long: string;
}

const NAMES: Readonly<Record<Channel, Names>> = {
  i: { short: 'input gate', long: 'Input gate' },
  f: { short: 'forget gate', long: 'Forget gate' },
  g: { short: 'candidate', long: 'Candidate' },
  o: { short: 'output gate', long: 'Output gate' },
  c: { short: 'cell state', long: 'Cell state' },
  h: { short: 'hidden state', long: 'Hidden state' },
  r: { short: 'reset gate', long: 'Reset gate' },
  z: { short: 'update gate', long: 'Update gate' },
  n: { short: 'candidate', long: 'Candidate' },
};

/** "forget gate" */
export function channelName(channel: Channel): string {
  return NAMES[channel].short;
}

/** "Forget gate, layer 1": the accessible name of a picture. Layers are counted from 1 in the interface. */
export function channelTitle(channel: Channel, layer: number): string {
  return `${NAMES[channel].long}, layer ${layer + 1}`;
}

/** "Forget gate of unit 31, layer 1" */
export function unitTitle(channel: Channel, layer: number, unit: number): string {
  return `${NAMES[channel].long} of unit ${unit}, layer ${layer + 1}`;
}

/** The meaning of the ends of a gate's range, in two words each. */
export function gateEnds(channel: Channel): { readonly low: string; readonly high: string } {
  if (channel === 'z') return { low: '0 new', high: '1 old' };
  return { low: '0 shut', high: '1 open' };
}

/** The state whose values decide the order of units: c for the LSTM, h for the others. */
export function stateChannel(spec: ModelSpec): Channel {
  return CELLS[spec.cell].memory;
}
