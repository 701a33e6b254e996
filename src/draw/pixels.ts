import { rampTable, tableEntry, type RampName, type Theme } from './ramps.ts';

/** A picture that is computed pixel by pixel: RGBA, [rows, columns, 4]. */
export interface Pixels {
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  readonly columns: number;
  readonly rows: number;
}

/** One row of a ramp's colours: a pixel for each position in 0 … 1; NaN is transparent. */
export function rowPixels(positions: ArrayLike<number>, ramp: RampName, theme: Theme): Pixels {
  const table = rampTable(ramp, theme);
  const data = new Uint8ClampedArray(positions.length * 4);
  for (let x = 0; x < positions.length; x++) copyColour(table, positions[x], data, x);
  return { data, columns: positions.length, rows: 1 };
}

/** Gives a pixel the colour at a position 0 … 1 of a table (`rampTable`). NaN leaves the pixel transparent. */
export function copyColour(table: Uint8ClampedArray, position: number, data: Uint8ClampedArray, pixel: number): void {
  const entry = tableEntry(position) * 4;
  if (entry < 0) return;
  for (let k = 0; k < 4; k++) data[pixel * 4 + k] = table[entry + k];
}
