import { valueAt, type ChannelValues } from './channelValues.ts';
import type { ColourScale } from './channelScale.ts';
import { NOT_A_NUMBER, rampTable, tableEntry, type Theme } from './ramps.ts';

export interface HeatmapRequest {
  readonly of: ChannelValues;
  /** Unit of each row from top to bottom, [H]. */
  readonly order: ArrayLike<number>;
  /** First timestep. */
  readonly start: number;
  /** Timesteps, one pixel column each. */
  readonly columns: number;
  /** How many units share one row of pixels: 1 shows each of them. */
  readonly unitsPerRow: number;
  readonly scale: ColourScale;
  readonly theme: Theme;
}

/**
 * Pixels of a heatmap, RGBA, [ceil(H / unitsPerRow), columns, 4]: units down, timesteps across. Where units share a row,
 * a gate's row is their mean and a signed row is the unit farthest from zero. What is no number has a colour of its own;
 * one such value colours its row, whatever the others are.
 */
export function heatmapPixels(request: HeatmapRequest): Uint8ClampedArray<ArrayBuffer> {
  const { of, order, start, columns, unitsPerRow, scale, theme } = request;
  const rows = Math.ceil(of.hidden / unitsPerRow);
  const table = rampTable(scale.ramp, theme);
  const missing = NOT_A_NUMBER[theme];
  const pixels = new Uint8ClampedArray(rows * columns * 4);
  for (let row = 0; row < rows; row++) {
    const first = row * unitsPerRow;
    const last = Math.min(of.hidden, first + unitsPerRow);
    for (let column = 0; column < columns; column++) {
      const place = sharedPlace(of, order, first, last, start + column, scale);
      const entry = tableEntry(place);
      const at = (row * columns + column) * 4;
      if (entry < 0) {
        pixels[at] = missing[0];
        pixels[at + 1] = missing[1];
        pixels[at + 2] = missing[2];
      } else {
        pixels[at] = table[entry * 4];
        pixels[at + 1] = table[entry * 4 + 1];
        pixels[at + 2] = table[entry * 4 + 2];
      }
      pixels[at + 3] = 255;
    }
  }
  return pixels;
}

/** Place in the ramp of the units order[first…last) at t. */
function sharedPlace(
  of: ChannelValues,
  order: ArrayLike<number>,
  first: number,
  last: number,
  t: number,
  scale: ColourScale,
): number {
  let sum = 0;
  let farthest = 0.5;
  for (let row = first; row < last; row++) {
    const unit = order[row];
    const place = scale.place(valueAt(of, t, unit), unit);
    if (Number.isNaN(place)) return Number.NaN;
    sum += place;
    if (Math.abs(place - 0.5) > Math.abs(farthest - 0.5)) farthest = place;
  }
  return scale.signed ? farthest : sum / (last - first);
}
