import type { Range } from '../engine/range.ts';
import type { ChannelValues } from './channelValues.ts';
import type { ColourScale } from './channelScale.ts';
import type { Pixels } from './pixels.ts';
import { columnCount, columnOf, firstOfColumn } from './timeColumns.ts';
import { NOT_A_NUMBER, rampTable, TABLE_SIZE, type Theme } from './ramps.ts';

/** What a heatmap shows. */
export interface HeatmapRequest {
  readonly of: ChannelValues;
  /** The unit of each row from top to bottom: all H units, or some of them. */
  readonly order: ArrayLike<number>;
  /** The timesteps that are shown. */
  readonly view: Range;
  /** How many timesteps share one column of pixels (`timeColumns`): 1 shows each of them. */
  readonly stepsPerColumn: number;
  /** How many units share one row of pixels: 1 shows each of them. */
  readonly unitsPerRow: number;
  readonly scale: ColourScale;
  readonly theme: Theme;
  /** The sign with which each unit is drawn, [H]. Only a signed scale uses it. */
  readonly signs?: ArrayLike<number> | null | undefined;
}

/** The timesteps whose values an array contains. The others are drawn as empty background. */
export function retainedSteps(of: ChannelValues): Range {
  return { from: of.from, to: Math.min(of.steps, of.from + Math.floor(of.values.length / of.hidden)) };
}

/** Numbers of pixel rows and columns of a heatmap. */
export function heatmapSize({
  order,
  view,
  stepsPerColumn,
  unitsPerRow,
}: Pick<HeatmapRequest, 'order' | 'view' | 'stepsPerColumn' | 'unitsPerRow'>): {
  readonly rows: number;
  readonly columns: number;
} {
  return { rows: Math.ceil(order.length / unitsPerRow), columns: columnCount(view, stepsPerColumn) };
}

/**
 * A heatmap of the size that `heatmapSize` returns: units down, timesteps across. If timesteps share a column, a unit
 * shows their mean or their extreme, as its scale says; if units share a row, the row combines those. NaN has a
 * colour of its own, and one NaN colours its whole pixel. Timesteps that are not retained are transparent.
 */
export function heatmapPixels(request: HeatmapRequest): Pixels {
  const { of, order, view, stepsPerColumn, unitsPerRow, scale, theme, signs } = request;
  const { hidden, values } = of;
  const { rows, columns } = heatmapSize(request);
  const { from, to } = retainedSteps(of);
  const end = Math.min(view.to, to);
  const origin = columnOf(view.from, stepsPerColumn);
  const units = Int32Array.from(order);
  const { gain, shift } = rampTransform(scale, hidden, signs);
  const words = packedColours(scale, theme);
  const data = new Uint8ClampedArray(rows * columns * 4);
  const out = new Uint32Array(data.buffer);
  const column = new Float64Array(hidden);
  for (let x = 0; x < columns; x++) {
    const first = Math.max(from, view.from, firstOfColumn(origin + x, stepsPerColumn));
    const last = Math.min(end, firstOfColumn(origin + x + 1, stepsPerColumn));
    if (first >= last) continue;
    if (last - first === 1) column.set(values.subarray((first - from) * hidden, (first - from + 1) * hidden));
    else if (scale.shares === 'mean') meanOf(values, hidden, first - from, last - from, column);
    else extremeOf(values, hidden, first - from, last - from, column);
    bend(column, scale.curve);
    for (let j = 0; j < hidden; j++) column[j] = gain[j] * column[j] + shift[j];
    for (let row = 0, at = x; row < rows; row++, at += columns) {
      const position = unitsPerRow === 1 ? column[units[row]] : sharedPosition(column, units, row, unitsPerRow, scale);
      out[at] = words[entryOf(position)];
    }
  }
  return { data, columns, rows };
}

/** The scale's gain and shift, [H] both. A flipped unit is mirrored about the middle of the ramp. */
function rampTransform(scale: ColourScale, hidden: number, signs: ArrayLike<number> | null | undefined) {
  const gain = new Float64Array(hidden);
  const shift = new Float64Array(hidden);
  for (let j = 0; j < hidden; j++) {
    const sign = scale.signed && signs ? signs[j] : 1;
    gain[j] = sign * scale.gain(j);
    shift[j] = sign < 0 ? 1 - scale.shift(j) : scale.shift(j);
  }
  return { gain, shift };
}

/** The ramp's colours as 32-bit words in the machine's byte order, followed by the colour of NaN. */
function packedColours(scale: ColourScale, theme: Theme): Uint32Array {
  const bytes = new Uint8ClampedArray((TABLE_SIZE + 1) * 4);
  bytes.set(rampTable(scale.ramp, theme));
  bytes.set([...NOT_A_NUMBER[theme], 255], TABLE_SIZE * 4);
  return new Uint32Array(bytes.buffer);
}

/** Like `tableEntry`, with the entry after the table for NaN. */
function entryOf(position: number): number {
  if (position > 0) return position < 1 ? (position * (TABLE_SIZE - 1) + 0.5) | 0 : TABLE_SIZE - 1;
  return position <= 0 ? 0 : TABLE_SIZE;
}

/** Mean of rows first … last − 1 of [T, H]. Four rows at a time, which takes fewer passes over `into`. */
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

/** The value farthest from zero of rows first … last − 1 of [T, H]. NaN wins. The few rows fit into the cache. */
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

/** The combined position of the units that share a row: their mean, the farthest from the middle, or the highest. */
function sharedPosition(
  positions: Float64Array,
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
    const position = positions[units[k]];
    if (Number.isNaN(position)) return position;
    sum += position;
    if (scale.signed ? Math.abs(position - 0.5) > Math.abs(farthest - 0.5) : position > farthest) farthest = position;
  }
  return scale.shares === 'mean' ? sum / (last - first) : farthest;
}
