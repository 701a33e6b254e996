import { pixel } from './stepLine.ts';

/** Length in pixels of the dash for a value without neighbours. */
const LONE = 6;

/** A line from the lowest to the highest value of each column, [columns], broken at columns without a value. */
export function extentPath(low: ArrayLike<number>, high: ArrayLike<number>, y: (value: number) => number): string {
  let path = '';
  let drawing = false;
  for (let k = 0; k < low.length; k++) {
    const top = y(high[k]);
    const bottom = y(low[k]);
    if (!Number.isFinite(top) || !Number.isFinite(bottom)) {
      drawing = false;
      continue;
    }
    path += `${drawing ? 'L' : 'M'}${k + 0.5} ${pixel(top)}`;
    if (bottom !== top) path += `L${k + 0.5} ${pixel(bottom)}`;
    drawing = true;
  }
  return path;
}

/**
 * A line for many values in few pixels. Each pixel column spans the lowest to the highest value in it, so that no
 * spike is lost. With a pixel or more per value it is the plain line through the middles of the columns. It is broken
 * where a value is not finite; a value between two breaks is a short dash.
 */
export function envelopePath(
  value: (index: number) => number,
  count: number,
  width: number,
  y: (value: number) => number,
): string {
  if (count === 0) return '';
  const step = width / count;
  let path = '';
  let drawing = false;
  const to = (x: number, height: number) => {
    path += `${drawing ? 'L' : 'M'}${pixel(x)} ${pixel(height)}`;
    drawing = true;
  };
  if (step >= 1) {
    const heightAt = (k: number): number => (k < count ? y(value(k)) : Number.NaN);
    for (let k = 0; k < count; k++) {
      const height = heightAt(k);
      const x = (k + 0.5) * step;
      if (!Number.isFinite(height)) drawing = false;
      // A single point without lines would be invisible.
      else if (!drawing && !Number.isFinite(heightAt(k + 1)))
        path += `M${pixel(x - LONE / 2)} ${pixel(height)}h${LONE}`;
      else to(x, height);
    }
    return path;
  }
  const columns = Math.floor(width);
  for (let column = 0; column < columns; column++) {
    const first = Math.floor((column * count) / columns);
    const last = Math.max(first + 1, Math.floor(((column + 1) * count) / columns));
    let highest = Infinity;
    let lowest = -Infinity;
    for (let k = first; k < last; k++) {
      const height = y(value(k));
      if (!Number.isFinite(height)) continue;
      if (height < highest) highest = height;
      if (height > lowest) lowest = height;
    }
    if (highest > lowest) {
      drawing = false;
      continue;
    }
    to(column + 0.5, highest);
    if (lowest > highest) to(column + 0.5, lowest);
  }
  return path;
}
