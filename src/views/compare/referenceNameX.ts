const GAP = 5;

/**
 * Where the name of a vertical line begins: right of it, unless it would end beyond `room` or another vertical line would go
 * through it. Then it is left of it or, where there is no room, right of the other. All in pixels from the left of the plot.
 *
 * @param at the line that is named; @param width of the name; @param room at which names must end
 * @param mark the other line, where there is one
 */
export function referenceNameX(at: number, width: number, room: number, mark?: number): number {
  const right = at + GAP;
  const isCrossed = mark !== undefined && mark >= at && mark <= right + width;
  if (!isCrossed && right + width <= room) return right;
  const left = at - GAP - width;
  if (left >= 0) return left;
  return isCrossed ? mark + GAP : right;
}
