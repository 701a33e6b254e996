import type { Channel } from '../../engine/cells/channels.ts';
import { CELLS, type ChannelRange, channelRange, type ModelSpec } from '../../engine/spec.ts';

/** One unit of one channel of one layer. */
export interface UnitRef {
  readonly layer: number;
  readonly channel: Channel;
  readonly unit: number;
}

/** U, the number of units × channels × layers of a model. */
export function unitCount({ cell, layers, hidden }: ModelSpec): number {
  return layers * CELLS[cell].channels.length * hidden;
}

/** Row of a unit in arrays [U, …]: ordered by layer, then by channel, then by unit. */
export function unitRow({ cell, hidden }: ModelSpec, { layer, channel, unit }: UnitRef): number {
  const channels = CELLS[cell].channels;
  return (layer * channels.length + channels.indexOf(channel)) * hidden + unit;
}

/** The unit of a row. */
export function unitAt({ cell, hidden }: ModelSpec, row: number): UnitRef {
  const channels = CELLS[cell].channels;
  const block = Math.floor(row / hidden);
  return {
    layer: Math.floor(block / channels.length),
    channel: channels[block % channels.length]!,
    unit: row % hidden,
  };
}

/** The range of the channel of a row's unit. */
export function rangeOfRow(spec: ModelSpec, row: number): ChannelRange {
  return channelRange(spec, unitAt(spec, row).channel);
}
