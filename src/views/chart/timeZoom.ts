/**
 * Arithmetic of the time axis. A column is a whole number of pixels wide and shows one timestep, or it is one pixel
 * wide and several timesteps share it (`timeColumns`): a whole number of them, or as many as fit the whole trace into
 * the axis.
 */
import type { Range } from '../../engine/range.ts';
import { columnOf, firstOfColumn, stepsPerColumn } from '../../draw/timeColumns.ts';
import type { Ui } from '../../state/ui.ts';

/** Below this page width the text strip has no gutter, and the side column is below the pictures. */
export const NARROW = 900;

/** Pixels of a page that the time axis cannot use: padding, gutter, and the side column with its gap. */
const PADDING = 24;
const NARROW_PADDING = 16;
const GUTTER = 112;
const SIDE = 416;
/** The smallest width of the axis. */
const LEAST_ROOM = 72;

/** Width of one character's column when all symbols of the text are of ordinary width. */
export const COLUMN_WIDTH = 9;

/** The closest view shows this many timesteps, or all if there are fewer. */
const FEWEST_COLUMNS = 10;

/** The factor by which one press of a button or a key changes the width. */
const PRESS = 1.5;

/** The choice of a timestep's width: for the letters, for the whole trace, or in pixels (not yet rounded). */
export type Zoom = Ui['zoom'];

/** Pixels of the time axis on a page of `pageWidth` pixels. */
export function axisRoom(pageWidth: number, hasSide = true): number {
  const side = hasSide ? SIDE : 0;
  const room = pageWidth < NARROW ? pageWidth - 2 * NARROW_PADDING : pageWidth - 2 * PADDING - GUTTER - side;
  return Math.max(LEAST_ROOM, Math.floor(room));
}

/** Columns that fit into `room` pixels. */
export function columnsIn(room: number, columnWidth: number): number {
  return Math.max(1, Math.floor(room / Math.max(1, columnWidth)));
}

/** The timesteps in view of a window that starts at `from`. */
export function stepsInView(from: number, T: number, room: number, columnWidth: number): Range {
  const n = stepsPerColumn(columnWidth);
  const to = Math.min(T, firstOfColumn(columnOf(from, n) + columnsIn(room, columnWidth), n));
  return { from, to: Math.max(from, to) };
}

/**
 * The narrowest and the widest timestep. The narrowest shows the whole trace, or fits the letters if that is narrower.
 * The widest shows ten timesteps, or all if there are fewer.
 */
export interface WidthLimits {
  readonly least: number;
  readonly most: number;
}

/** @param natural width that fits the letters */
export function widthLimits(T: number, room: number, natural: number): WidthLimits {
  const most = Math.max(natural, wholeWidth(Math.min(FEWEST_COLUMNS, Math.max(1, T)), room));
  return { least: Math.min(natural, wholeWidth(T, room)), most };
}

/** The largest width at which T timesteps fit into `room` pixels. From one pixel on it is whole. */
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

/** The width after one press of "zoom in" (or out). At the limit it stays the same. */
export function nextWidth(width: number, direction: 'in' | 'out', limits: WidthLimits): number {
  return snappedWidth(direction === 'in' ? width * PRESS : width / PRESS, limits);
}

/** The width that fits the letters. If a few letters leave room, they grow until they fill it. */
function readableWidth(T: number, room: number, natural: number): number {
  return T > 0 ? Math.max(natural, Math.floor(room / T)) : natural;
}

/**
 * Width of a timestep for the chosen zoom.
 *
 * @param T timesteps that are shown
 * @param natural width that fits the letters
 * @param whole timesteps of the completely written passage, so that a picture does not shrink with every character
 */
export function zoomedWidth(zoom: Zoom, T: number, room: number, natural: number, whole = T): number {
  if (zoom === 'natural') return readableWidth(whole, room, natural);
  const limits = widthLimits(T, room, natural);
  return snappedWidth(zoom === 'whole' ? wholeWidth(T, room) : zoom, limits);
}

function clampedColumn(column: number, T: number, room: number, columnWidth: number): number {
  const all = T > 0 ? columnOf(T - 1, stepsPerColumn(columnWidth)) + 1 : 0;
  return Math.min(Math.max(0, all - columnsIn(room, columnWidth)), Math.max(0, column));
}

/** The nearest start at which the view stays inside the trace. */
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

/** The start at which timestep `t` is at `x` pixels, as far as the ends of the trace allow. */
export function startWith(t: number, x: number, T: number, room: number, columnWidth: number): number {
  const n = stepsPerColumn(columnWidth);
  const column = columnOf(t, n) - columnAt(x, room, columnWidth);
  return firstOfColumn(clampedColumn(column, T, room, columnWidth), n);
}

export interface FollowRequest {
  readonly T: number;
  readonly t: number;
  readonly room: number;
  readonly columnWidth: number;
  readonly previousStart: number;
  /** The cursor's timestep when the window had this start. */
  readonly previousT: number;
  /** Whether a pointer is down. The window then stays while `t` is in view. */
  readonly isPointerDown: boolean;
}

/** First timestep of the window that follows the cursor. */
export function followingStart(request: FollowRequest): number {
  const { T, t, room, columnWidth, previousStart, previousT, isPointerDown } = request;
  const n = stepsPerColumn(columnWidth);
  const columns = columnsIn(room, columnWidth);
  const position = (step: number): number => columnOf(step, n);
  const all = T > 0 ? position(T - 1) + 1 : 0;
  return firstOfColumn(
    visibleColumns(all, position(t), columns, position(previousStart), position(previousT), isPointerDown),
    n,
  );
}

/**
 * First column in view. The window follows `t` and keeps a quarter of its width as context ahead or behind. It never
 * moves further than `t` did, so that a pressed character stays under the pointer.
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
  isPointerDown = false,
): number {
  const last = Math.max(0, T - columns);
  const clamp = (start: number): number => Math.min(last, Math.max(0, start));
  const margin = isPointerDown ? 0 : Math.floor(columns / 4);
  const before = clamp(previousStart);
  const position = t - before;
  const highest = columns - 1 - margin;
  if (position < 0) return clamp(t - margin);
  if (position >= columns) return clamp(t - highest);
  const moved = t - previousT;
  if (position > highest && moved > 0) return clamp(before + Math.min(moved, position - highest));
  if (position < margin && moved < 0) return clamp(before + Math.max(moved, position - margin));
  return before;
}
