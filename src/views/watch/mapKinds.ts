import { CHANNELS, type CellKind, type Channel } from '../../engine/spec.ts';
import type { Trace } from '../../engine/trace.ts';
import type { ScaleMode, ShownRange } from '../../draw/channelScale.ts';
import { channelName, channelTitle, channelValues, layerValues, type ChannelValues } from '../../draw/channelValues.ts';
import { formatFixed, formatMagnitude, formatSigned } from '../../draw/format.ts';
import { shownRange } from '../shownRange.ts';

/** What a map of units by timesteps can show: a channel, or the loss's gradient by h or c. */
export type MapKey = Channel | 'dh' | 'dc';

/** All maps of a cell in the order in which they stand. */
export function mapKeys(cell: CellKind): readonly MapKey[] {
  return cell === 'lstm' ? [...CHANNELS[cell], 'dh', 'dc'] : [...CHANNELS[cell], 'dh'];
}

export function isGradient(key: MapKey): boolean {
  return key === 'dh' || key === 'dc';
}

/** The channel that a press on the map selects. */
export function channelOf(key: MapKey): Channel {
  return key === 'dh' ? 'h' : key === 'dc' ? 'c' : key;
}

/** "f", "∂L/∂h" */
export function mapLetter(key: MapKey): string {
  return isGradient(key) ? `∂L/∂${channelOf(key)}` : key;
}

/** "forget gate"; a gradient's letter says it all. */
export function mapName(key: MapKey): string {
  return isGradient(key) ? 'gradient' : channelName(channelOf(key));
}

/** "Forget gate, layer 1", "Gradient of the loss by h, layer 1": the name of a picture's region. */
export function mapTitle(key: MapKey, layer: number): string {
  const channel = channelOf(key);
  return isGradient(key) ? `Gradient of the loss by ${channel}, layer ${layer + 1}` : channelTitle(channel, layer);
}

/** @throws RangeError if the trace has no such map */
export function mapValues(trace: Trace, key: MapKey, layer: number): ChannelValues {
  if (!isGradient(key)) return channelValues(trace, channelOf(key), layer);
  const gradient = key === 'dh' ? trace.gradH : trace.gradC;
  if (!gradient) throw new RangeError(`a trace of ${trace.spec.cell} has no ${mapLetter(key)}`);
  return layerValues(gradient, trace, layer);
}

/** @param isDifference whether the trace's channels are differences of two runs, which have no range of their own */
export function mapRange(trace: Trace, key: MapKey, isDifference: boolean): ShownRange {
  return isGradient(key) || isDifference ? 'unbounded' : shownRange(trace.spec, channelOf(key));
}

/** A gradient or a difference has no range of its own that could be fixed: it is scaled per channel then. */
export function mapScaleMode(key: MapKey, mode: ScaleMode, isDifference: boolean): ScaleMode {
  return (isGradient(key) || isDifference) && mode === 'fixed' ? 'channel' : mode;
}

/** A value of the map: gates without a sign, gradients with as many digits at every size. */
export function formatMapValue(key: MapKey, range: ShownRange, value: number, decimals: number): string {
  if (isGradient(key)) return value > 0 ? `+${formatMagnitude(value)}` : formatMagnitude(value);
  return range === 'gate' ? formatFixed(value, decimals) : formatSigned(value, decimals);
}
