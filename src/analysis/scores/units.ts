import { type Channel, type ChannelRange, channelRange, CHANNELS, type ModelSpec } from '../../engine/spec.ts';

/** One unit of one channel of one layer. */
export interface UnitPlace {
  readonly layer: number;
  readonly channel: Channel;
  readonly unit: number;
}

/** U, how many units × channels × layers a model has. */
export function unitCount({ cell, layers, hidden }: ModelSpec): number {
  return layers * CHANNELS[cell].length * hidden;
}

/** Row of a unit in arrays [U, …]: layers, in them channels, in them units. */
export function unitRow({ cell, hidden }: ModelSpec, { layer, channel, unit }: UnitPlace): number {
  const channels = CHANNELS[cell];
  return (layer * channels.length + channels.indexOf(channel)) * hidden + unit;
}

/** The unit whose row it is. */
export function unitAt({ cell, hidden }: ModelSpec, row: number): UnitPlace {
  const channels = CHANNELS[cell];
  const block = Math.floor(row / hidden);
  return {
    layer: Math.floor(block / channels.length),
    channel: channels[block % channels.length]!,
    unit: row % hidden,
  };
}

export function rangeOfRow(spec: ModelSpec, row: number): ChannelRange {
  return channelRange(spec, unitAt(spec, row).channel);
}
