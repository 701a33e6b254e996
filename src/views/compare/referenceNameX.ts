const GAP = 5;

/**
 * Where the name of a vertical line begins: right of it, unless another vertical line would go through the name. Then it is left
 * of it or, where there is no room, right of the other. All in pixels from the left of the plot.
 *
 * @param at the line that is named; @param width of the name; @param mark the other line, where there is one
 */
export function referenceNameX(at: number, width: number, mark: number | undefined): number {
  const right = at + GAP;
  if (mark === undefined || mark < at || mark > right + width) return right;
  const left = at - GAP - width;
  return left >= 0 ? left : mark + GAP;
}
