import { holds, lengthOf, type Range } from '../engine/range.ts';
import type { ColourScale } from './channelScale.ts';
import { copyColour, type Pixels } from './pixels.ts';
import { rampTable, type Theme } from './ramps.ts';

/** Norms by loss and lag of one layer. */
export interface LagNorms {
  /** [P, K + 1]; 0 below the floor, NaN where the text begins later. */
  readonly values: Float64Array;
  /** t of each loss, P of them. */
  readonly losses: Range;
  /** K */
  readonly lags: number;
}

/** The norm of the gradient of the loss at t by the state at timestep s; undefined if it was not measured. */
export function normAt({ values, losses, lags }: LagNorms, t: number, s: number): number | undefined {
  const k = t - s;
  if (k < 0 || k > lags || s < 0 || !holds(losses, t)) return undefined;
  const norm = values[(t - losses.from) * (lags + 1) + k];
  return Number.isNaN(norm) ? undefined : norm;
}

/** For each row, the number of columns at its left whose states are at or before its loss but were not measured. */
function unmeasuredColumns({ losses, lags }: LagNorms, view: Range): readonly number[] {
  return Array.from({ length: lengthOf(view) }, (_, row) =>
    holds(losses, view.from + row) ? Math.max(0, row - lags) : row + 1,
  );
}

/** Whether some cells of a triangle, at or before their loss, were not measured. */
export function hasUnmeasured(of: LagNorms, view: Range): boolean {
  return unmeasuredColumns(of, view).some((columns) => columns > 0);
}

/** The outline of these cells as a path. Without a mark, their gradients would seem to have vanished. */
export function unmeasuredPath(of: LagNorms, view: Range, cell: number): string {
  const edge = unmeasuredColumns(of, view).map(
    (columns, row) => `H${(columns * cell).toFixed(2)}V${((row + 1) * cell).toFixed(2)}`,
  );
  return `M0 0${edge.join('')}H0Z`;
}

export interface TriangleRequest {
  readonly of: LagNorms;
  /** The timesteps that are shown, one row and one column each. */
  readonly view: Range;
  readonly scale: ColourScale;
  readonly theme: Theme;
}

/**
 * A triangle with a row and a column for each timestep: a row is the loss at t, a column the state at s ≤ t. Cells that were not
 * measured (s after t, lags beyond K) are transparent; vanished gradients have the background colour of the ramp.
 */
export function trianglePixels({ of, view, scale, theme }: TriangleRequest): Pixels {
  const count = lengthOf(view);
  const table = rampTable(scale.ramp, theme);
  const data = new Uint8ClampedArray(count * count * 4);
  for (let row = 0; row < count; row++) {
    for (let column = 0; column <= row; column++) {
      const norm = normAt(of, view.from + row, view.from + column);
      if (norm === undefined) continue;
      copyColour(table, norm === 0 ? 0 : scale.position(norm, 0), data, row * count + column);
    }
  }
  return { data, columns: count, rows: count };
}
