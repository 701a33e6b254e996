/**
 * Arithmetic of the time axis. A column is a whole number of pixels wide and shows one timestep, or it is one pixel wide
 * and timesteps share it (`timeColumns`): n of them, whole, or as many as it takes to fill the axis with the whole trace.
 */
import { columnOf, firstOfColumn, stepsPerColumn } from '../draw/timeColumns.ts';

/** Below this page width the text strip has no gutter and the side column goes below the pictures. */
export const NARROW = 900;

/** Page padding, gutter, and side column with its gap: what the columns of a wide page cannot use, in pixels. */
const PADDING = 24;
const NARROW_PADDING = 16;
const GUTTER = 112;
const SIDE = 416;
/** However narrow the page is. */
const LEAST_ROOM = 72;

/** Width of one character's column when all symbols of the text are of ordinary width. */
export const COLUMN_WIDTH = 9;

/** The closest view: so many timesteps over the whole width. */
export const FEWEST_COLUMNS = 10;

/** What a press of a button or a key changes the width by. */
const PRESS = 1.5;

/** How the width of a timestep is chosen: for the letters, for the whole trace, or by the reader (pixels, not yet rounded). */
export type Zoom = 'natural' | 'whole' | number;

/** Pixels of the time axis on a page of `pageWidth` pixels. */
export function axisRoom(pageWidth: number): number {
  const room = pageWidth < NARROW ? pageWidth - 2 * NARROW_PADDING : pageWidth - 2 * PADDING - GUTTER - SIDE;
  return Math.max(LEAST_ROOM, Math.floor(room));
}

/** Columns that fit into `room` pixels. */
export function columnsIn(room: number, columnWidth: number): number {
  return Math.max(1, Math.floor(room / Math.max(1, columnWidth)));
}

/** Timesteps in view of a window that starts at `start`. */
export function stepsInView(start: number, T: number, room: number, columnWidth: number): number {
  const n = stepsPerColumn(columnWidth);
  return Math.max(0, Math.min(T, firstOfColumn(columnOf(start, n) + columnsIn(room, columnWidth), n)) - start);
}

/** Narrowest and widest timestep: the whole trace (or the letters, where these are narrower), and ten timesteps. */
export interface WidthLimits {
  readonly least: number;
  readonly most: number;
}

/** @param natural width that fits the letters */
export function widthLimits(T: number, room: number, natural: number): WidthLimits {
  const most = Math.max(natural, Math.floor(room / FEWEST_COLUMNS));
  return { least: Math.min(natural, wholeWidth(T, room)), most };
}

/** Width at which T timesteps fill `room` pixels, or, in whole pixels, just fit. */
export function wholeWidth(T: number, room: number): number {
  const steps = Math.max(1, T);
  return steps <= room ? Math.floor(room / steps) : room / steps;
}

/** The nearest width that an axis can have: whole pixels, one pixel for a whole number of timesteps, or a limit. */
export function snappedWidth(wanted: number, { least, most }: WidthLimits): number {
  const width = Math.min(most, Math.max(least, wanted));
  if (width === least) return least;
  const snapped = width >= 1 ? Math.round(width) : 1 / Math.round(1 / width);
  return Math.min(most, Math.max(least, snapped));
}

/** The width one press of "zoom in" (or out) away; the same width only at the limit. */
export function nextWidth(width: number, direction: 'in' | 'out', limits: WidthLimits): number {
  return snappedWidth(direction === 'in' ? width * PRESS : width / PRESS, limits);
}

/** Width of a timestep under the zoom that was chosen. */
export function zoomedWidth(zoom: Zoom, T: number, room: number, natural: number): number {
  const limits = widthLimits(T, room, natural);
  if (zoom === 'natural') return natural;
  return snappedWidth(zoom === 'whole' ? wholeWidth(T, room) : zoom, limits);
}

function clampedColumn(column: number, T: number, room: number, columnWidth: number): number {
  const all = T > 0 ? columnOf(T - 1, stepsPerColumn(columnWidth)) + 1 : 0;
  return Math.min(Math.max(0, all - columnsIn(room, columnWidth)), Math.max(0, column));
}

/** The nearest first timestep at which nothing outside the trace is in view. */
export function clampedStart(start: number, T: number, room: number, columnWidth: number): number {
  const n = stepsPerColumn(columnWidth);
  return firstOfColumn(clampedColumn(Math.round(start / n), T, room, columnWidth), n);
}

/** Column (from the window's start) under `x` pixels from the axis' left end. */
function columnAt(x: number, room: number, columnWidth: number): number {
  return Math.min(columnsIn(room, columnWidth) - 1, Math.max(0, Math.floor(x / Math.max(1, columnWidth))));
}

/** First timestep under `x` pixels from the axis' left end. */
export function timestepAt(x: number, start: number, room: number, columnWidth: number): number {
  const n = stepsPerColumn(columnWidth);
  return firstOfColumn(columnOf(start, n) + columnAt(x, room, columnWidth), n);
}

/** Where the window starts so that timestep `t` lies under `x` pixels, as far as the trace's ends allow. */
export function startWith(t: number, x: number, T: number, room: number, columnWidth: number): number {
  const n = stepsPerColumn(columnWidth);
  const column = columnOf(t, n) - columnAt(x, room, columnWidth);
  return firstOfColumn(clampedColumn(column, T, room, columnWidth), n);
}

export interface FollowRequest {
  /** Timesteps of the trace. */
  readonly T: number;
  readonly t: number;
  readonly room: number;
  readonly columnWidth: number;
  readonly previousStart: number;
  /** Where the cursor was when the window started there. */
  readonly previousT: number;
  /** Whether a pointer is down: the window then stays while `t` is in view. */
  readonly held: boolean;
}

/** First timestep of the window that follows the cursor. */
export function followingStart(request: FollowRequest): number {
  const { T, t, room, columnWidth, previousStart, previousT, held } = request;
  const n = stepsPerColumn(columnWidth);
  const columns = columnsIn(room, columnWidth);
  const place = (step: number): number => columnOf(step, n);
  const all = T > 0 ? place(T - 1) + 1 : 0;
  return firstOfColumn(visibleColumns(all, place(t), columns, place(previousStart), place(previousT), held), n);
}

/**
 * First column in view. The window follows `t` and keeps a quarter of itself as context ahead or behind, but never
 * moves further than `t` itself did, so that a picked character stays under the pointer that picked it.
 *
 * @param T columns of the trace
 * @param t column of the cursor
 * @param columns columns in view
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
