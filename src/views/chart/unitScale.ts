import { channelScale, type ColourScale, type ScaleMode } from '../../draw/channelScale.ts';
import { channelValues, type ChannelValues } from '../../draw/channelValues.ts';
import type { Channel } from '../../engine/cells/channels.ts';
import type { Trace } from '../../engine/trace.ts';
import { shownRange } from './shownRange.ts';

/** A channel of a layer, and the colours of its units. */
export interface UnitScale {
  readonly of: ChannelValues;
  readonly scale: ColourScale;
}

const known = new WeakMap<Trace, Map<string, UnitScale>>();

/**
 * The values of a channel and the colours of its units. All pictures of a trace share them, so that a character has one
 * colour on the page. A scale by channel or by unit reads every value, so it is computed once per trace.
 *
 * @throws RangeError if the trace's cell has no such channel
 */
export function unitScale(trace: Trace, channel: Channel, layer: number, mode: ScaleMode): UnitScale {
  const scales = known.get(trace) ?? new Map<string, UnitScale>();
  known.set(trace, scales);
  const key = `${channel} ${layer} ${mode}`;
  let found = scales.get(key);
  if (!found) {
    const of = channelValues(trace, channel, layer);
    found = { of, scale: channelScale(shownRange(trace.spec, channel), mode, of) };
    scales.set(key, found);
  }
  return found;
}
