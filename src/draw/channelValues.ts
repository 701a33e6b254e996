import type { Channel, ModelSpec } from '../engine/spec.ts';
import type { Trace } from '../engine/trace.ts';

/** One channel of one layer of a trace, seen as [T, H] without a copy. */
export interface ChannelValues {
  /** [T, H] */
  readonly values: Float32Array;
  readonly steps: number;
  readonly hidden: number;
}

/** @throws RangeError if the trace's cell has no such channel. */
export function channelValues(trace: Trace, channel: Channel, layer: number): ChannelValues {
  const all = trace.channels[channel];
  if (!all) throw new RangeError(`a trace of ${trace.spec.cell} has no channel ${channel}`);
  return layerValues(all, trace, layer);
}

/** One layer of any [L, T, H] array of a trace (a channel, ∂L/∂h, ∂L/∂c), seen as [T, H] without a copy. */
export function layerValues(array: Float32Array, trace: Trace, layer: number): ChannelValues {
  const steps = trace.tokens.length;
  const { hidden } = trace.spec;
  const size = steps * hidden;
  return { values: array.subarray(layer * size, (layer + 1) * size), steps, hidden };
}

/** Value at (t, unit). Before the first timestep stands the zero state. */
export function valueAt(of: ChannelValues, t: number, unit: number): number {
  return t < 0 ? 0 : of.values[t * of.hidden + unit];
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

/** "Forget gate, layer 1": the name of a picture's region. Layers are counted from 1 where people read them. */
export function channelTitle(channel: Channel, layer: number): string {
  return `${NAMES[channel].long}, layer ${layer + 1}`;
}

/** What the end points of a gate mean, in two words each. */
export function gateEnds(channel: Channel): { readonly low: string; readonly high: string } {
  if (channel === 'z') return { low: '0 new', high: '1 old' };
  return { low: '0 shut', high: '1 open' };
}

/** The state whose behaviour decides the order of units: c for the LSTM, h for the others. */
export function stateChannel(spec: ModelSpec): Channel {
  return spec.cell === 'lstm' ? 'c' : 'h';
}
