import type { ColourScale } from './channelScale.ts';
import { rampTable, tableEntry, type Theme } from './ramps.ts';

/** Norms by loss and lag of one layer. */
export interface LagNorms {
  /** [P, K + 1]; 0 below the floor, not a number where the text begins later. */
  readonly values: Float32Array;
  /** t of the first loss. */
  readonly first: number;
  /** P */
  readonly positions: number;
  /** K */
  readonly lags: number;
}

/** The norm of the loss at t at the state of timestep s; undefined where it was not measured. */
export function normAt({ values, first, positions, lags }: LagNorms, t: number, s: number): number | undefined {
  const k = t - s;
  const lane = t - first;
  if (k < 0 || k > lags || s < 0 || lane < 0 || lane >= positions) return undefined;
  const norm = values[lane * (lags + 1) + k];
  return Number.isNaN(norm) ? undefined : norm;
}

export interface TriangleRequest {
  readonly of: LagNorms;
  /** First timestep of rows and of columns. */
  readonly start: number;
  /** Timesteps, one row and one column each. */
  readonly count: number;
  readonly scale: ColourScale;
  readonly theme: Theme;
}

/**
 * Pixels of a triangle, RGBA, [count, count, 4]: a row is the loss at t, a column the state at s ≤ t. What was not measured
 * (s after t, lags beyond K) is transparent; what has vanished takes the ramp's ground.
 */
export function trianglePixels({ of, start, count, scale, theme }: TriangleRequest): Uint8ClampedArray<ArrayBuffer> {
  const table = rampTable(scale.ramp, theme);
  const pixels = new Uint8ClampedArray(count * count * 4);
  for (let row = 0; row < count; row++) {
    for (let column = 0; column <= row; column++) {
      const norm = normAt(of, start + row, start + column);
      if (norm === undefined) continue;
      const entry = tableEntry(norm === 0 ? 0 : scale.place(norm, 0)) * 4;
      const at = (row * count + column) * 4;
      for (let part = 0; part < 3; part++) pixels[at + part] = table[entry + part];
      pixels[at + 3] = 255;
    }
  }
  return pixels;
}
