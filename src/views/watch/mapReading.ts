import type { ShownRange } from '../../draw/channelScale.ts';
import { valueAt, type ChannelValues } from '../../draw/channelValues.ts';
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
  let shown = t;
  let sum = 0;
  for (let k = t; k <= last; k++) {
    const value = valueAt(of, k, unit);
    sum += value;
    if (Math.abs(value) > Math.abs(valueAt(of, shown, unit))) shown = k;
  }
  const head = `unit ${unit} · ${mapLetter(key)}`;
  const tail = flipped ? ' · drawn with flipped sign' : '';
  const format = (value: number): string => formatMapValue(key, range, value, 3);
  if (last > t && shares === 'mean') return `${head} · mean of t ${t} to ${last} · ${format(sum / (last - t + 1))}`;
  const among = last > t ? ` · largest of t ${t} to ${last}` : '';
  return `${head} · t ${shown} "${symbol(shown)}" · ${format(valueAt(of, shown, unit))}${among}${tail}`;
}
