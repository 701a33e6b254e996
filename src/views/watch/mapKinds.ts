import type { Channel } from '../../engine/cells/channels.ts';
import type { MapKey } from '../../state/mapKeys.ts';
import type { Trace } from '../../engine/trace.ts';
import type { ScaleMode, ShownRange } from '../../draw/channelScale.ts';
import { channelName, channelTitle, channelValues, layerValues, type ChannelValues } from '../../draw/channelValues.ts';
import { formatFixed, formatMagnitude, formatSigned } from '../../draw/format.ts';
import { shownRange } from '../chart/shownRange.ts';

export function isGradient(key: MapKey): boolean {
  return key === 'dh' || key === 'dc';
}

/** The channel that belongs to a map. */
export function channelOf(key: MapKey): Channel {
  return key === 'dh' ? 'h' : key === 'dc' ? 'c' : key;
}

/** "f", "∂L/∂h" */
export function mapLetter(key: MapKey): string {
  return isGradient(key) ? `∂L/∂${channelOf(key)}` : key;
}

/** "forget gate", "gradient" */
export function mapName(key: MapKey): string {
  return isGradient(key) ? 'gradient' : channelName(channelOf(key));
}

/** "Forget gate, layer 1", "Gradient of the loss by h, layer 1" */
export function mapTitle(key: MapKey, layer: number): string {
  const channel = channelOf(key);
  return isGradient(key) ? `Gradient of the loss by ${channel}, layer ${layer + 1}` : channelTitle(channel, layer);
}

/** The values of a map. @throws RangeError if the trace has no such map */
export function mapValues(trace: Trace, key: MapKey, layer: number): ChannelValues {
  if (!isGradient(key)) return channelValues(trace, channelOf(key), layer);
  const gradient = key === 'dh' ? trace.gradH : trace.gradC;
  if (!gradient) throw new RangeError(`a trace of ${trace.spec.cell} has no ${mapLetter(key)}`);
  return layerValues(gradient, trace, layer);
}

/** @param isDifference whether the trace is the difference of two runs, whose channels are unbounded */
export function mapRange(trace: Trace, key: MapKey, isDifference: boolean): ShownRange {
  return isGradient(key) || isDifference ? 'unbounded' : shownRange(trace.spec, channelOf(key));
}

/** Gradients and differences are unbounded, so they have no fixed scale; the scale by channel replaces it. */
export function mapScaleMode(key: MapKey, mode: ScaleMode, isDifference: boolean): ScaleMode {
  return (isGradient(key) || isDifference) && mode === 'fixed' ? 'channel' : mode;
}

/** A value of the map: without a sign for gates, with the same number of significant digits for all gradients. */
export function formatMapValue(key: MapKey, range: ShownRange, value: number, decimals: number): string {
  if (isGradient(key)) return value > 0 ? `+${formatMagnitude(value)}` : formatMagnitude(value);
  return range === 'gate' ? formatFixed(value, decimals) : formatSigned(value, decimals);
}
