/** Below this page width the text strip has no gutter and the side column goes below the pictures. */
export const NARROW = 900;

/** Page padding, gutter, and side column with its gap: what the columns of a wide page cannot use, in pixels. */
const PADDING = 24;
const NARROW_PADDING = 16;
const GUTTER = 112;
const SIDE = 416;

/** Width of one character's column when all symbols of the text are of ordinary width. */
export const COLUMN_WIDTH = 9;

/** How many columns of `columnWidth` pixels fit on a page of `pageWidth` pixels: at least 8. */
export function columnCapacity(pageWidth: number, columnWidth: number): number {
  const room = pageWidth < NARROW ? pageWidth - 2 * NARROW_PADDING : pageWidth - 2 * PADDING - GUTTER - SIDE;
  return Math.max(8, Math.floor(room / columnWidth));
}

/**
 * First timestep in view. The window follows `t` and keeps a quarter of itself as context ahead or behind, but never
 * moves further than `t` itself did, so that a picked character stays under the pointer that picked it.
 *
 * @param T timesteps of the trace
 * @param columns timesteps in view
 * @param previousT where the cursor was when the window started at `previousStart`
 * @param held whether a pointer is down: the window then stays while `t` is in view
 */
export function visibleColumns(
  T: number,
  t: number,
  columns: number,
  previousStart: number,
  previousT = t,
  held = false,
): number {
  const last = Math.max(0, T - columns);
  const clamp = (start: number): number => Math.min(last, Math.max(0, start));
  const margin = held ? 0 : Math.floor(columns / 4);
  const before = clamp(previousStart);
  const place = t - before;
  const highest = columns - 1 - margin;
  if (place < 0) return clamp(t - margin);
  if (place >= columns) return clamp(t - highest);
  const moved = t - previousT;
  if (place > highest && moved > 0) return clamp(before + Math.min(moved, place - highest));
  if (place < margin && moved < 0) return clamp(before + Math.max(moved, place - margin));
  return before;
}
