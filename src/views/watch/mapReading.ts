import type { ShownRange } from '../../draw/channelScale.ts';
import { valueAt, type ChannelValues } from '../../draw/channelValues.ts';
import { keptSteps } from '../../draw/heatmapPixels.ts';
import { formatMapValue, mapLetter, type MapKey } from './mapKinds.ts';

export interface MapReadingRequest {
  readonly of: ChannelValues;
  readonly key: MapKey;
  readonly range: ShownRange;
  readonly unit: number;
  /** First and last timestep of the column under the pointer. */
  readonly t: number;
  readonly last: number;
  /** Whether gates that share a column show their mean, or the farthest value stands for all. */
  readonly shares: 'mean' | 'extreme';
  readonly flipped: boolean;
  /** The character at a timestep, made visible. */
  readonly symbol: (t: number) => string;
}

/** What the pointer reads on a map: one value, or the one that stands for all that share the pixel. */
export function mapReading(request: MapReadingRequest): string {
  const { of, key, range, unit, t, last, shares, flipped, symbol } = request;
  const head = `unit ${unit} · ${mapLetter(key)}`;
  const { from, to } = keptSteps(of);
  const first = Math.max(t, from);
  const end = Math.min(last, to - 1);
  if (first > end) return `${head} · t ${t} "${symbol(t)}" · being traced`;
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
    return `${head} · mean of t ${first} to ${end} · ${format(sum / (end - first + 1))}`;
  }
  const among = end > first ? ` · largest of t ${first} to ${end}` : '';
  return `${head} · t ${shown} "${symbol(shown)}" · ${format(valueAt(of, shown, unit))}${among}${tail}`;
}
