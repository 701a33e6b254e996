import { lengthOf, type Range } from '../engine/range.ts';

/**
 * The sizes of pictures in the room that a page leaves them. Every picture has a smallest size. If there is less
 * room, it keeps that size and the page scrolls. All sizes are in CSS pixels; none is negative or NaN.
 */

/** The smallest width and height of a plot, without the axes and names around it. */
export const LEAST_PLOT_WIDTH = 80;
export const LEAST_PLOT_HEIGHT = 60;

/** The width of a plot in `room` pixels with `around` pixels of axes and names, rounded down. */
export function plotWidth(room: number, around: number): number {
  return atLeast(LEAST_PLOT_WIDTH, room - around);
}

/** The height of a plot in `room` pixels with `around` pixels of axes and names, rounded down. */
export function plotHeight(room: number, around: number): number {
  return atLeast(LEAST_PLOT_HEIGHT, room - around);
}

/** The width of a picture that has a smallest width of its own. */
export function pictureWidth(room: number, least: number): number {
  return atLeast(least, room);
}

function atLeast(least: number, size: number): number {
  return size > least ? Math.floor(size) : least;
}

/** The smallest side of a square picture. */
const LEAST_SIDE = 64;

/** The width of a column in a map with `columns` of them: whole pixels if they leave little room empty. */
export function mapColumn(room: number, columns: number): number {
  const side = atLeast(LEAST_SIDE, room);
  const whole = Math.floor(side / columns);
  return whole * columns >= 0.85 * side ? whole : side / columns;
}

/** The side of a square of `count` rows and as many columns. */
export function squareSide(room: number, count: number): number {
  const rows = Math.max(1, count);
  return Math.round(rows * mapColumn(room, rows));
}

/** A time axis for lines. */
export interface LineAxisSize {
  readonly range: Range;
  readonly columnWidth: number;
  readonly width: number;
  /** The part of the text that is in view; marked if the axis shows more. */
  readonly view: { readonly x: number; readonly width: number } | null;
}

/** What the size of a time axis depends on. */
export interface LineAxisRequest {
  /** The timesteps in view, and their width in pixels on the text's own axis. */
  readonly range: Range;
  readonly shared: number;
  /** Width of the whole axis in pixels, however short the text is. */
  readonly room: number;
  /** Pixels at the sides on a page without a gutter; null with a gutter, where lines are under the text. */
  readonly sides: number | null;
  /** Number of timesteps of the whole trace, if they are squeezed into the axis; null for those in view. */
  readonly steps: number | null;
}

/** The text's own axis, or the whole trace in the same width. Without a gutter it is as wide as the page allows. */
export function lineAxis({ range, shared, room, sides, steps }: LineAxisRequest): LineAxisSize {
  const width = sides === null ? Math.max(LEAST_PLOT_WIDTH, shared) : plotWidth(room, sides);
  const columns = lengthOf(range);
  if (steps === null || steps <= columns) {
    return { range, columnWidth: width / Math.max(1, columns), width, view: null };
  }
  const squeezed = width / steps;
  return {
    range: { from: 0, to: steps },
    columnWidth: squeezed,
    width,
    view: { x: range.from * squeezed, width: columns * squeezed },
  };
}

/** The smallest heights of the panels on Compare's first page. */
export const LEAST_NORMS = 132;
const LEAST_MAP = 32;
const PHONE_NORMS = 180;
const PHONE_MAP = 64;
/** The largest share of the free height for the maps; the rest goes to the lines. */
const MAPS_SHARE = 0.6;

/** The height of each map if lines and maps share `free` pixels. */
export function mapRoom(free: number, models: number, narrow: boolean): number {
  return narrow ? PHONE_MAP : atLeast(LEAST_MAP, (free * MAPS_SHARE) / Math.max(1, models));
}

/** The height of the lines: the rest of the free height. */
export function normsHeight(free: number, taken: number, narrow: boolean): number {
  return narrow ? PHONE_NORMS : atLeast(LEAST_NORMS, free - taken);
}
