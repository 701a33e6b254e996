import { columnCount, columnOf, firstOfColumn } from './timeColumns.ts';

/** What is shown of several timesteps that share one column of pixels. */

/** mean: of all · extreme: the value farthest from zero, its sign kept · largest: the highest. */
export type BinKind = 'mean' | 'extreme' | 'largest';

/**
 * One number for each column of pixels (`timeColumns`) that the timesteps start … start + count − 1 touch. What is no
 * number does not count; a column of nothing else is NaN.
 */
export function binned(
  value: (t: number) => number,
  start: number,
  count: number,
  stepsPerColumn: number,
  kind: BinKind,
): Float64Array {
  const bins = new Float64Array(columnCount(start, count, stepsPerColumn));
  const origin = columnOf(start, stepsPerColumn);
  for (let k = 0; k < bins.length; k++) {
    const first = Math.max(start, firstOfColumn(origin + k, stepsPerColumn));
    bins[k] = together(value, first, Math.min(start + count, firstOfColumn(origin + k + 1, stepsPerColumn)), kind);
  }
  return bins;
}

/** One number for each of `width` pixels over which the timesteps 0…T−1 are spread; a timestep may take several. */
export function spreadOver(value: (t: number) => number, T: number, width: number, kind: BinKind): Float64Array {
  const bins = new Float64Array(width);
  for (let x = 0; x < width; x++) {
    const first = Math.floor((x / width) * T);
    bins[x] = together(value, first, Math.min(T, Math.max(first + 1, Math.floor(((x + 1) / width) * T))), kind);
  }
  return bins;
}

function together(value: (t: number) => number, first: number, last: number, kind: BinKind): number {
  let kept = Number.NaN;
  let sum = 0;
  let counted = 0;
  for (let t = first; t < last; t++) {
    const v = value(t);
    if (Number.isNaN(v)) continue;
    counted++;
    sum += v;
    const isFarther = kind === 'extreme' ? Math.abs(v) > Math.abs(kept) : v > kept;
    if (counted === 1 || isFarther) kept = v;
  }
  return kind === 'mean' && counted > 0 ? sum / counted : kept;
}

/** Lowest and highest number of each column, as `binned` deals them; NaN both where there is none. */
export function binExtent(
  value: (t: number) => number,
  start: number,
  count: number,
  stepsPerColumn: number,
): { readonly low: Float64Array; readonly high: Float64Array } {
  const high = binned(value, start, count, stepsPerColumn, 'largest');
  const low = binned((t) => -value(t), start, count, stepsPerColumn, 'largest').map((v) => -v);
  return { low, high };
}
