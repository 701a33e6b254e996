import { CELLS, channelRange, type ChannelRange, type ModelSpec } from '../../engine/spec.ts';
import type { Channel } from '../../engine/cells/channels.ts';

const END_NAMES: Readonly<Record<ChannelRange, readonly [up: string, down: string]>> = {
  gate: ['opens it most', 'shuts it most'],
  signed: ['highest', 'lowest'],
  unbounded: ['highest', 'lowest'],
};

const Z_ENDS = ['keeps the old state most', 'takes the new one most'] as const;

/** What the characters at the two ends do to a channel. */
export function endNames(spec: ModelSpec, channel: Channel): readonly [up: string, down: string] {
  return channel === 'z' ? Z_ENDS : END_NAMES[channelRange(spec, channel)];
}

/** The gate by which a unit answers to a character: the channel itself, or the gate that keeps its memory; else its state. */
export function answeringChannel(spec: ModelSpec, channel: Channel): Channel {
  const { gates, retentionGate, memory } = CELLS[spec.cell];
  return gates.includes(channel) ? channel : (retentionGate ?? memory);
}
