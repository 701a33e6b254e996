import type { ShownRange } from '../../draw/channelScale.ts';
import type { Channel } from '../../engine/cells/channels.ts';
import { channelRange, type ModelSpec } from '../../engine/spec.ts';

/** The range that a channel's colours cover. The h of an RNN with ReLU has no upper bound and is never negative. */
export function shownRange(spec: ModelSpec, channel: Channel): ShownRange {
  const range = channelRange(spec, channel);
  return range === 'unbounded' && channel === 'h' ? 'positive' : range;
}
