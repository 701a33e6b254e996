import type { ChannelValues } from './channelValues.ts';
import type { ColourScale } from './channelScale.ts';
import { columnCount, columnOf, firstOfColumn } from './timeColumns.ts';
import { NOT_A_NUMBER, rampTable, TABLE_SIZE, type Theme } from './ramps.ts';

export interface HeatmapRequest {
  readonly of: ChannelValues;
  /** Unit of each row from top to bottom, [H]. */
  readonly order: ArrayLike<number>;
  /** First timestep. */
  readonly start: number;
  /** Timesteps. */
  readonly steps: number;
  /** How many timesteps share one column of pixels (`timeColumns`): 1 shows each of them. */
  readonly stepsPerColumn: number;
  /** How many units share one row of pixels: 1 shows each of them. */
  readonly unitsPerRow: number;
  readonly scale: ColourScale;
  readonly theme: Theme;
  /** Sign with which each unit is drawn, [H]; only a signed scale heeds it. */
  readonly signs?: ArrayLike<number> | null | undefined;
}

/** Timesteps whose values an array really holds; others are drawn as empty ground. */
export function keptSteps(of: ChannelValues): { readonly from: number; readonly to: number } {
  return { from: of.from, to: Math.min(of.steps, of.from + Math.floor(of.values.length / of.hidden)) };
}

/** Pixel rows and columns of a request. */
export function heatmapSize(
  request: Pick<HeatmapRequest, 'of' | 'start' | 'steps' | 'stepsPerColumn' | 'unitsPerRow'>,
): {
  readonly rows: number;
  readonly columns: number;
} {
  const { of, start, steps, stepsPerColumn, unitsPerRow } = request;
  return { rows: Math.ceil(of.hidden / unitsPerRow), columns: columnCount(start, steps, stepsPerColumn) };
}

/**
 * Pixels of a heatmap, RGBA, [rows, columns, 4] of `heatmapSize`: units down, timesteps across. Where timesteps share a
 * column, a unit shows their mean or their extreme, whichever its scale says; where units share a row, that of these.
 * What is no number has a colour of its own; one such value colours its pixel, whatever the others are. Timesteps that
 * are not kept are transparent.
 */
export function heatmapPixels(request: HeatmapRequest): Uint8ClampedArray<ArrayBuffer> {
  const { of, order, start, steps, stepsPerColumn, unitsPerRow, scale, theme, signs } = request;
  const { hidden, values } = of;
  const { rows, columns } = heatmapSize(request);
  const { from, to } = keptSteps(of);
  const end = Math.min(start + steps, to);
  const origin = columnOf(start, stepsPerColumn);
  const units = Int32Array.from(order);
  const { gain, shift } = placing(scale, hidden, signs);
  const words = colourWords(scale, theme);
  const pixels = new Uint8ClampedArray(rows * columns * 4);
  const out = new Uint32Array(pixels.buffer);
  const column = new Float64Array(hidden);
  for (let x = 0; x < columns; x++) {
    const first = Math.max(from, start, firstOfColumn(origin + x, stepsPerColumn));
    const last = Math.min(end, firstOfColumn(origin + x + 1, stepsPerColumn));
    if (first >= last) continue;
    if (last - first === 1) column.set(values.subarray((first - from) * hidden, (first - from + 1) * hidden));
    else if (scale.shares === 'mean') meanOf(values, hidden, first - from, last - from, column);
    else extremeOf(values, hidden, first - from, last - from, column);
    bend(column, scale.curve);
    for (let j = 0; j < hidden; j++) column[j] = gain[j] * column[j] + shift[j];
    for (let row = 0, at = x; row < rows; row++, at += columns) {
      const place = unitsPerRow === 1 ? column[units[row]] : sharedPlace(column, units, row, unitsPerRow, scale);
      out[at] = words[entryOf(place)];
    }
  }
  return pixels;
}

/** gain·curve(value) + shift is the place in the ramp, [H] both. A flipped unit is mirrored about the ramp's middle. */
function placing(scale: ColourScale, hidden: number, signs: ArrayLike<number> | null | undefined) {
  const gain = new Float64Array(hidden);
  const shift = new Float64Array(hidden);
  for (let j = 0; j < hidden; j++) {
    const sign = scale.signed && signs ? signs[j] : 1;
    gain[j] = sign * scale.gain(j);
    shift[j] = sign < 0 ? 1 - scale.shift(j) : scale.shift(j);
  }
  return { gain, shift };
}

/** The ramp's colours as words in the machine's own byte order, and after them that of what is no number. */
function colourWords(scale: ColourScale, theme: Theme): Uint32Array {
  const bytes = new Uint8ClampedArray((TABLE_SIZE + 1) * 4);
  bytes.set(rampTable(scale.ramp, theme));
  bytes.set([...NOT_A_NUMBER[theme], 255], TABLE_SIZE * 4);
  return new Uint32Array(bytes.buffer);
}

/** As `tableEntry`, with the entry after the table for what is no number. */
function entryOf(place: number): number {
  if (place > 0) return place < 1 ? (place * (TABLE_SIZE - 1) + 0.5) | 0 : TABLE_SIZE - 1;
  return place <= 0 ? 0 : TABLE_SIZE;
}

/** Mean of rows first…last−1 of [T, H], four rows at a time: fewer passes over `into`. */
function meanOf(values: Float32Array, hidden: number, first: number, last: number, into: Float64Array): void {
  into.fill(0);
  let t = first;
  for (; t + 4 <= last; t += 4) {
    const a = t * hidden;
    const b = a + hidden;
    const c = b + hidden;
    const d = c + hidden;
    for (let j = 0; j < hidden; j++) into[j] += values[a + j] + values[b + j] + values[c + j] + values[d + j];
  }
  for (; t < last; t++) for (let j = 0, k = t * hidden; j < hidden; j++, k++) into[j] += values[k];
  for (let j = 0; j < hidden; j++) into[j] /= last - first;
}

/** Value farthest from zero of rows first…last−1 of [T, H]; what is no number stays. The few rows lie in the cache. */
function extremeOf(values: Float32Array, hidden: number, first: number, last: number, into: Float64Array): void {
  for (let j = 0; j < hidden; j++) {
    let farthest = 0;
    let size = -1;
    for (let k = first * hidden + j; k < last * hidden; k += hidden) {
      const value = values[k];
      const own = Math.abs(value);
      if (own <= size) continue;
      farthest = value;
      size = own;
      if (Number.isNaN(own)) break;
    }
    into[j] = farthest;
  }
}

function bend(column: Float64Array, curve: ColourScale['curve']): void {
  if (curve === 'tanh') for (let j = 0; j < column.length; j++) column[j] = Math.tanh(column[j]);
  if (curve === 'log') for (let j = 0; j < column.length; j++) column[j] = Math.log10(Math.abs(column[j]));
}

/** Place of the units that share a row: their mean, the farthest from the middle, or the highest. */
function sharedPlace(
  places: Float64Array,
  units: Int32Array,
  row: number,
  unitsPerRow: number,
  scale: ColourScale,
): number {
  const first = row * unitsPerRow;
  const last = Math.min(units.length, first + unitsPerRow);
  let sum = 0;
  let farthest = scale.signed ? 0.5 : -Infinity;
  for (let k = first; k < last; k++) {
    const place = places[units[k]];
    if (Number.isNaN(place)) return place;
    sum += place;
    if (scale.signed ? Math.abs(place - 0.5) > Math.abs(farthest - 0.5) : place > farthest) farthest = place;
  }
  return scale.shares === 'mean' ? sum / (last - first) : farthest;
}
