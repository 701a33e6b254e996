import { lengthOf, type Range } from '../engine/range.ts';

/** How many units a map shows unless all are asked for. */
export const FEW_UNITS = 12;

/** The largest number of timesteps that are read; of more, every k-th one. */
const MOST_STEPS = 512;

interface ChangingRequest {
  /** [R, H] */
  readonly values: Float32Array;
  readonly hidden: number;
  /** The rows of `values` that count. */
  readonly rows: Range;
  /** Where a unit's value lies on the map's colour scale, 0 … 1. Values beyond its ends have the colour of the end. */
  readonly position: (value: number, unit: number) => number;
  readonly count: number;
}

/**
 * The `count` units whose colour changes most over the given rows, the one that changes most first: those with the largest
 * variance of the position on the colour scale. Ties are in order of index; a unit with a value that is not a number comes last.
 */
export function changingUnits({ values, hidden, rows, position, count }: ChangingRequest): Int32Array {
  const stride = Math.max(1, Math.ceil(lengthOf(rows) / MOST_STEPS));
  const used = Math.ceil(lengthOf(rows) / stride);
  const seen = (row: number, unit: number): number =>
    Math.max(0, Math.min(1, position(values[(rows.from + row * stride) * hidden + unit], unit)));
  const score = new Float64Array(hidden);
  for (let unit = 0; unit < hidden; unit++) {
    let mean = 0;
    for (let row = 0; row < used; row++) mean += seen(row, unit) / used;
    let sum = 0;
    for (let row = 0; row < used; row++) sum += (seen(row, unit) - mean) ** 2;
    score[unit] = Number.isNaN(sum) ? -1 : sum;
  }
  return Int32Array.from(score.keys())
    .sort((a, b) => score[b] - score[a] || a - b)
    .slice(0, count);
}

/** The same units if `unit` is among them; otherwise it takes the place of the last. */
export function withUnit(units: Int32Array, unit: number): Int32Array {
  if (units.includes(unit)) return units;
  return Int32Array.from([...units.subarray(0, -1), unit]);
}

/**
 * Whether a choice that was made for one view still does for another: each shows at least half of what the other shows. So rows
 * stay where they are while a window moves along with the cursor, and are chosen anew when it has moved on by half its width.
 */
export function isMostlySame(one: Range, other: Range): boolean {
  const both = Math.min(one.to, other.to) - Math.max(one.from, other.from);
  return 2 * both >= Math.max(lengthOf(one), lengthOf(other));
}
