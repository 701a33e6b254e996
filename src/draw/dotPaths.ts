/** Paths that a set of dots is dealt to. */
export const DOT_PATHS = 4;

/**
 * Dots as paths of strokes of no length, to be drawn with round caps: a few elements for any number of dots. They are
 * dealt to several paths, because a path does not darken where it crosses itself and several do: where dots pile up the
 * ink grows darker. Dots that are no number are left out.
 *
 * @param x @param y places in pixels, as many each
 */
export function dotPaths(x: ArrayLike<number>, y: ArrayLike<number>): string[] {
  const paths = Array.from({ length: Math.min(DOT_PATHS, x.length) }, () => '');
  for (let k = 0; k < x.length; k++) {
    if (!Number.isFinite(x[k]) || !Number.isFinite(y[k])) continue;
    paths[k % paths.length] += `M${x[k].toFixed(1)} ${y[k].toFixed(1)}h0`;
  }
  return paths;
}

/** Index of the dot nearest to (x, y), not farther than `reach` pixels; −1 if there is none. Of equally near ones the first. */
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
