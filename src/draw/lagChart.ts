/** Geometry of pictures over the lag: k = 0 … K from left to right, one point each. */
import { ticks } from 'd3';
import { pixel } from './stepLine.ts';

/** Pixels of each lag: 0 at the left edge, K at the right one. */
export function lagX(K: number, width: number): (k: number) => number {
  return (k) => (K === 0 ? 0 : (k / K) * width);
}

/** Line through one value per lag; broken where there is none. */
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

/** Area between two values per lag. Empty if any of them cannot be drawn. */
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

/** Round lags for the axis, at most about `most`, whole numbers only. */
export function lagTicks(K: number, most: number): readonly number[] {
  return ticks(0, K, Math.max(1, Math.min(K, most))).filter(Number.isInteger);
}

export interface Bars {
  /** Outlines of the bars that go up and of those that go down. */
  readonly up: string;
  readonly down: string;
}

/**
 * One bar per value from the line of zero, a pixel of paper between bars that are 3 pixels wide or wider.
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
 * Axis of what is kept over a span, 1 at the top and powers of ten below it: as many decades as the span calls for, so that
 * it holds still while the cursor moves. What is smaller is drawn at its end.
 */
export function keptScale(
  span: number,
  height: number,
): { readonly y: (kept: number) => number; readonly exponents: readonly number[] } {
  const decades = Math.min(12, Math.max(2, 2 * Math.ceil(span / 5)));
  const exponents = [0, -decades / 2, -decades];
  return {
    y: (kept) => (kept > 0 ? (Math.min(decades, Math.max(0, -Math.log10(kept))) / decades) * height : height),
    exponents,
  };
}
