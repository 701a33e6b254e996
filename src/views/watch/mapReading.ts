import { formatCount } from '../../draw/format.ts';
import type { ShownRange } from '../../draw/channelScale.ts';
import { valueAt, type ChannelValues } from '../../draw/channelValues.ts';
import { retainedSteps } from '../../draw/heatmapPixels.ts';
import type { MapKey } from '../../state/mapKeys.ts';
import { formatMapValue, mapLetter } from './mapKinds.ts';

interface MapReadingRequest {
  readonly of: ChannelValues;
  readonly key: MapKey;
  readonly range: ShownRange;
  readonly unit: number;
  /** First and last timestep of the column under the pointer. */
  readonly t: number;
  readonly last: number;
  /** What timesteps in one column show: their mean (gates), or their value farthest from zero. */
  readonly shares: 'mean' | 'extreme';
  readonly flipped: boolean;
  /** The character at a timestep, as text. */
  readonly symbol: (t: number) => string;
}

/** The tooltip of a map: one value, or the value that represents all timesteps in the column. */
export function mapReading(request: MapReadingRequest): string {
  const { of, key, range, unit, t, last, shares, flipped, symbol } = request;
  const head = `unit ${unit} · ${mapLetter(key)}`;
  const { from, to } = retainedSteps(of);
  const first = Math.max(t, from);
  const end = Math.min(last, to - 1);
  if (first > end) return `${head} · t ${formatCount(t)} ${symbol(t)} · being traced`;
  let shown = first;
  let sum = 0;
  for (let k = first; k <= end; k++) {
    const value = valueAt(of, k, unit);
    sum += value;
    if (Math.abs(value) > Math.abs(valueAt(of, shown, unit))) shown = k;
  }
  const tail = flipped ? ' · drawn with flipped sign' : '';
  const format = (value: number): string => formatMapValue(key, range, value, 3);
  if (end > first && shares === 'mean') {
    return `${head} · mean of t ${formatCount(first)} to ${formatCount(end)} · ${format(sum / (end - first + 1))}`;
  }
  const among = end > first ? ` · largest of t ${formatCount(first)} to ${formatCount(end)}` : '';
  return `${head} · t ${formatCount(shown)} ${symbol(shown)} · ${format(valueAt(of, shown, unit))}${among}${tail}`;
}
