/** The number of paths among which a set of dots is divided. */
export const DOT_PATHS = 4;

/**
 * Dots as paths of zero-length strokes, to be drawn with round caps: a few elements for any number of dots. The dots
 * are divided among several paths, because a path does not darken where it overlaps itself, but several paths do.
 * Dots with a NaN coordinate are left out.
 *
 * @param x positions in pixels
 * @param y positions in pixels, as many as `x`
 */
export function dotPaths(x: ArrayLike<number>, y: ArrayLike<number>): string[] {
  const paths = Array.from({ length: Math.min(DOT_PATHS, x.length) }, () => '');
  for (let k = 0; k < x.length; k++) {
    if (!Number.isFinite(x[k]) || !Number.isFinite(y[k])) continue;
    paths[k % paths.length] += `M${x[k].toFixed(1)} ${y[k].toFixed(1)}h0`;
  }
  return paths;
}

/** Index of the (first) dot nearest to (x, y) within `reach` pixels; −1 if there is none. */
export function nearestDot(xs: ArrayLike<number>, ys: ArrayLike<number>, x: number, y: number, reach: number): number {
  let best = -1;
  let distance = reach * reach;
  for (let k = 0; k < xs.length; k++) {
    const d = (xs[k] - x) ** 2 + (ys[k] - y) ** 2;
    if (d < distance || (d === distance && best < 0)) {
      distance = d;
      best = k;
    }
  }
  return best;
}
