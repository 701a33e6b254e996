/** A dot of a picture, in pixels. */
export interface Dot {
  readonly x: number;
  readonly y: number;
}

/** The farthest that a press may be from a dot, so that its target is 24 pixels wide. */
const REACH = 12;
/** Dots that are as near as this to the nearest one lie on top of each other for a finger or a pointer. */
const ALIKE = 2;

/**
 * Index of the dot that a press means: the nearest one within reach. Where several lie on top of each other, each further press
 * takes the next of them, so that every dot can be pressed. −1 if none is within reach.
 *
 * @param current index of the selected dot; −1 if there is none
 */
export function nearestDot(dots: readonly Dot[], at: Dot, current: number): number {
  const distances = dots.map(({ x, y }) => Math.hypot(x - at.x, y - at.y));
  const least = Math.min(Infinity, ...distances);
  if (least > REACH) return -1;
  const together = [...distances.keys()].filter((k) => distances[k] <= least + ALIKE);
  const place = together.indexOf(current);
  if (place >= 0) return together[(place + 1) % together.length];
  return distances.indexOf(least);
}
