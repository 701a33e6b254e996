import type { Range } from '../engine/range.ts';
import { columnCount, columnOf, firstOfColumn } from './timeColumns.ts';

/**
 * The value that is shown for several timesteps that share one column of pixels. mean: the mean of all. extreme: the
 * value farthest from zero, with its sign. largest: the largest value.
 */
export type BinKind = 'mean' | 'extreme' | 'largest';

/** One value for each column of pixels (`timeColumns`) of a range of timesteps; NaN if all of its values are NaN. */
export function binned(
  value: (t: number) => number,
  range: Range,
  stepsPerColumn: number,
  kind: BinKind,
): Float64Array {
  const bins = new Float64Array(columnCount(range, stepsPerColumn));
  const origin = columnOf(range.from, stepsPerColumn);
  for (let k = 0; k < bins.length; k++) {
    const from = Math.max(range.from, firstOfColumn(origin + k, stepsPerColumn));
    const to = Math.min(range.to, firstOfColumn(origin + k + 1, stepsPerColumn));
    bins[k] = combined(value, { from, to }, kind);
  }
  return bins;
}

/** One value for each of `width` pixels over which T timesteps are spread. A timestep may take several pixels. */
export function spreadOver(value: (t: number) => number, T: number, width: number, kind: BinKind): Float64Array {
  const bins = new Float64Array(width);
  for (let x = 0; x < width; x++) {
    const from = Math.floor((x / width) * T);
    const to = Math.min(T, Math.max(from + 1, Math.floor(((x + 1) / width) * T)));
    bins[x] = combined(value, { from, to }, kind);
  }
  return bins;
}

function combined(value: (t: number) => number, { from, to }: Range, kind: BinKind): number {
  let chosen = Number.NaN;
  let sum = 0;
  let counted = 0;
  for (let t = from; t < to; t++) {
    const v = value(t);
    if (Number.isNaN(v)) continue;
    counted++;
    sum += v;
    const isFarther = kind === 'extreme' ? Math.abs(v) > Math.abs(chosen) : v > chosen;
    if (counted === 1 || isFarther) chosen = v;
  }
  return kind === 'mean' && counted > 0 ? sum / counted : chosen;
}

/** Lowest and highest value of each column, grouped as in `binned`; both are NaN if there are none. */
export function binExtent(
  value: (t: number) => number,
  range: Range,
  stepsPerColumn: number,
): { readonly low: Float64Array; readonly high: Float64Array } {
  const high = binned(value, range, stepsPerColumn, 'largest');
  const low = binned((t) => -value(t), range, stepsPerColumn, 'largest').map((v) => -v);
  return { low, high };
}
