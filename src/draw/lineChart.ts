/** Geometry of curves over training steps: all values in one pixel column become one point. */
import { scaleLog, type ScaleLogarithmic } from 'd3';

export type LogScale = ScaleLogarithmic<number, number>;

/** Values at ascending steps; the first `length` count. */
export interface Curve {
  readonly length: number;
  readonly steps: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A logarithmic scale from values to pixels. */
export function logScale(domain: readonly [number, number], range: readonly [number, number]): LogScale {
  return scaleLog().domain(domain).range(range).clamp(true);
}

/**
 * One point for each column of `columnWidth` pixels that contains a value: the mean, or the largest so that spikes
 * stay visible. Values that are not finite are left out. Cost: one pass over the curve, one inversion of the scale
 * per column.
 */
export function columnPoints(
  curve: Curve,
  x: LogScale,
  y: (value: number) => number,
  columnWidth: number,
  keep: 'mean' | 'largest',
): Point[] {
  const points: Point[] = [];
  const [left, right] = x.range();
  const [first] = x.domain();
  let k = 0;
  while (k < curve.length && curve.steps[k] < first) k++;
  for (let edge = left + columnWidth; k < curve.length; edge += columnWidth) {
    const limit = edge >= right ? Infinity : x.invert(edge);
    const from = k;
    let sum = 0;
    let largest = -Infinity;
    let count = 0;
    for (; k < curve.length && curve.steps[k] <= limit; k++) {
      const value = curve.values[k];
      if (!Number.isFinite(value)) continue;
      sum += value;
      count++;
      if (value > largest) largest = value;
    }
    if (count > 0) {
      const middle = (curve.steps[from] + curve.steps[k - 1]) / 2;
      points.push({ x: x(middle), y: y(keep === 'mean' ? sum / count : largest) });
    }
  }
  return points;
}

/** All points of a curve with a finite value, for curves with few of them. */
export function allPoints(curve: Curve, x: (step: number) => number, y: (value: number) => number): Point[] {
  const points: Point[] = [];
  for (let k = 0; k < curve.length; k++) {
    if (Number.isFinite(curve.values[k])) points.push({ x: x(curve.steps[k]), y: y(curve.values[k]) });
  }
  return points;
}

/** A line through points. A single point is a line of length zero, which a round cap draws as a dot. */
export function linePath(points: readonly Point[]): string {
  if (points.length === 0) return '';
  const path = `M${points.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}`;
  return points.length === 1 ? `${path}h0` : path;
}

/** The position of step 0 on the logarithmic axis. */
const ZERO_AT = 0.5;

/** A logarithmic axis from training step 0, at its left edge, to the last step. */
export function trainingAxis(
  last: number,
  width: number,
): { readonly x: (step: number) => number; readonly ticks: readonly number[] } {
  const longest = Math.max(2, last);
  const scale = logScale([ZERO_AT, longest], [0, width]);
  return {
    x: (step) => scale(step),
    ticks: [0, ...wholeTicks(1, longest, Math.max(2, Math.floor(width / 52) - 1))],
  };
}

/** Smallest and largest finite value of several curves; null if there are none. */
export function extent(curves: readonly Curve[]): readonly [number, number] | null {
  let low = Infinity;
  let high = -Infinity;
  for (const { length, values } of curves) {
    for (let k = 0; k < length; k++) {
      const value = values[k];
      if (!Number.isFinite(value)) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? [low, high] : null;
}

const LADDERS: readonly (readonly number[])[] = [
  [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8],
  [1, 1.5, 2, 3, 4, 6],
  [1, 2, 5],
  [1, 3],
  [1],
];

/** Round numbers for a logarithmic axis, at most `most`. */
export function logTicks(low: number, high: number, most: number): number[] {
  let ticks: number[] = [];
  for (const ladder of LADDERS) {
    ticks = [];
    for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
      for (const mantissa of ladder) {
        const tick = Number(`${mantissa}e${power}`);
        if (tick >= low * 0.9999 && tick <= high * 1.0001) ticks.push(tick);
      }
    }
    if (ticks.length <= most) return ticks;
  }
  const every = Math.ceil(ticks.length / most);
  return ticks.filter((_, k) => k % every === 0);
}

/** The round numbers that are integers: there is no training step 1.5. */
export function wholeTicks(low: number, high: number, most: number): number[] {
  return logTicks(low, high, most).filter(Number.isInteger);
}

const STEPS_OF_A_DECADE = [1, 1.5, 2, 3, 4, 5, 7, 10];

/** The end of an axis. Float64 cannot represent the next round numbers beyond it. */
const SMALLEST = 1e-300;
const LARGEST = 1e300;

/** Round values outside [low, high], so coarse that an axis does not move while its data changes a little. */
export function roundDomain(low: number, high: number): readonly [number, number] {
  const below = (value: number): number => {
    const power = Math.floor(Math.log10(value) + 1e-9);
    const mantissa = value / 10 ** power;
    return (STEPS_OF_A_DECADE.findLast((step) => step <= mantissa * 1.000001) ?? 1) * 10 ** power;
  };
  const above = (value: number): number => {
    const power = Math.floor(Math.log10(value) + 1e-9);
    const mantissa = value / 10 ** power;
    return (STEPS_OF_A_DECADE.find((step) => step >= mantissa * 0.999999) ?? 10) * 10 ** power;
  };
  return [below(Math.min(LARGEST, Math.max(SMALLEST, low))), above(Math.min(LARGEST, Math.max(SMALLEST, high)))];
}

/** Value of the curve at the last step that is not after `step`; undefined before its first step. */
export function valueAtStep(curve: Curve, step: number): { readonly step: number; readonly value: number } | undefined {
  let low = 0;
  let high = curve.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (curve.steps[middle] <= step) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? undefined : { step: curve.steps[low - 1], value: curve.values[low - 1] };
}

/** Mean of the last `count` values, or of as many as there are; NaN when there are none. */
export function recentMean(curve: Curve, count: number): number {
  const from = Math.max(0, curve.length - count);
  let sum = 0;
  for (let k = from; k < curve.length; k++) sum += curve.values[k];
  return sum / (curve.length - from);
}

/** Columns of `columnWidth` pixels in which some value exceeds `limit`, and the number of such values. */
export function exceedances(
  curve: Curve,
  limit: number,
  x: LogScale,
  columnWidth: number,
): { readonly positions: readonly number[]; readonly count: number } {
  const positions: number[] = [];
  let count = 0;
  let next = -Infinity;
  for (let k = 0; k < curve.length; k++) {
    if (!(curve.values[k] > limit)) continue;
    count++;
    if (curve.steps[k] < next) continue;
    const position = x(curve.steps[k]);
    positions.push(position);
    next = x.invert(position + columnWidth);
  }
  return { positions, count };
}
