/** Geometry of charts over the lag: k = 0 … K from left to right, one point each. */
import { ticks } from 'd3';
import type { NormScale } from './normScale.ts';
import { pixel } from './stepLine.ts';

/** The x position of each lag in pixels: 0 at the left edge, K at the right one. */
export function lagX(K: number, width: number): (k: number) => number {
  return (k) => (K === 0 ? 0 : (k / K) * width);
}

/** A line through one value per lag, broken where there is none. */
export function lagLine(values: ArrayLike<number>, x: (k: number) => number, y: (value: number) => number): string {
  let path = '';
  let isDrawing = false;
  for (let k = 0; k < values.length; k++) {
    const height = y(values[k]);
    if (Number.isFinite(height)) path += `${isDrawing ? 'L' : 'M'}${pixel(x(k))} ${pixel(height)}`;
    isDrawing = Number.isFinite(height);
  }
  return path;
}

/** The area between two values per lag. Empty if any of them cannot be drawn. */
export function lagBand(
  low: ArrayLike<number>,
  high: ArrayLike<number>,
  x: (k: number) => number,
  y: (value: number) => number,
): string {
  let there = '';
  let back = '';
  for (let k = 0; k < low.length; k++) {
    const top = y(high[k]);
    const bottom = y(low[k]);
    if (!Number.isFinite(top) || !Number.isFinite(bottom)) return '';
    there += `${k === 0 ? 'M' : 'L'}${pixel(x(k))} ${pixel(top)}`;
    back = `L${pixel(x(k))} ${pixel(bottom)}${back}`;
  }
  return there && `${there}${back}Z`;
}

/** A straight line on a logarithmic axis, over the lags to which it was fitted. */
export interface FitLine {
  readonly from: number;
  readonly to: number;
  /** log₁₀ of the line at lag 0, and its change per step. */
  readonly start: number;
  readonly slope: number;
}

/** The part of a fitted line that is on the axis; empty if there is none. */
export function fitPath({ from, to, start, slope }: FitLine, x: (k: number) => number, scale: NormScale): string {
  const [low, high] = [Math.log10(scale.low), Math.log10(scale.high)];
  const at = (exponent: number): number => (exponent - start) / slope;
  let [first, last] = [from, to];
  if (slope === 0) {
    if (!(start >= low && start <= high)) return '';
  } else {
    const [entry, exit] = slope < 0 ? [at(high), at(low)] : [at(low), at(high)];
    first = Math.max(first, entry);
    last = Math.min(last, exit);
  }
  if (!(first < last)) return '';
  const end = (k: number): string => `${pixel(x(k))} ${pixel(scale.y(10 ** (start + slope * k)))}`;
  return `M${end(first)}L${end(last)}`;
}

/** Integer ticks for the axis, about `most` at most. */
export function lagTicks(K: number, most: number): readonly number[] {
  return ticks(0, K, Math.max(1, Math.min(K, most))).filter(Number.isInteger);
}

/** The outlines of a bar chart. */
export interface Bars {
  /** Outlines of the bars that go up, and of those that go down. */
  readonly up: string;
  readonly down: string;
}

/**
 * One bar per value, from zero. Bars that are 3 pixels wide or wider have a gap of one pixel between them.
 *
 * @param y pixels from the top of a value
 */
export function bars(values: ArrayLike<number>, barWidth: number, y: (value: number) => number): Bars {
  const gap = barWidth >= 3 ? 1 : 0;
  const zero = pixel(y(0));
  let up = '';
  let down = '';
  for (let k = 0; k < values.length; k++) {
    const height = y(values[k]);
    if (!Number.isFinite(height) || values[k] === 0) continue;
    const bar = `M${pixel(k * barWidth)} ${zero}V${pixel(height)}H${pixel((k + 1) * barWidth - gap)}V${zero}Z`;
    if (values[k] > 0) up += bar;
    else down += bar;
  }
  return { up, down };
}

/**
 * An axis for the retained share of the memory over a span: 1 at the top and powers of ten below it. The number of
 * decades depends on the span only, so that the axis does not move with the cursor. Smaller values are drawn at its
 * end.
 */
export function memoryScale(
  span: number,
  height: number,
): { readonly y: (share: number) => number; readonly exponents: readonly number[] } {
  const decades = Math.min(12, Math.max(2, 2 * Math.ceil(span / 5)));
  const exponents = [0, -decades / 2, -decades];
  return {
    y: (share) => (share > 0 ? (Math.min(decades, Math.max(0, -Math.log10(share))) / decades) * height : height),
    exponents,
  };
}
