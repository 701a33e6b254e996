import { spreadOver } from './bins.ts';

/** Values of a channel on a selection and around it. */
interface SpanValues {
  /** [before + length + after, H] */
  readonly values: Float32Array;
  readonly hidden: number;
  readonly before: number;
  readonly length: number;
  readonly after: number;
}

/** Pixels between the selection and the characters beside it. */
const SPAN_GAP = 2;
/** The smallest width of a character beside a long selection in pixels. */
const LEAST_WIDTH = 2;

/**
 * One unit on a selection and beside it: one number for each of `width` pixels (the mean if several characters share
 * a pixel); NaN in the gaps at both ends of the selection. Characters have equal widths if there is room for all of
 * them. Otherwise those beside the selection have two pixels each.
 *
 * @param beside the largest number of characters on either side
 */
export function spanColumns(rows: SpanValues, unit: number, beside: number, width: number): Float64Array {
  const { values, hidden, length } = rows;
  const before = Math.min(beside, rows.before);
  const after = Math.min(beside, rows.after);
  const room = width - (before > 0 ? SPAN_GAP : 0) - (after > 0 ? SPAN_GAP : 0);
  const each = Math.max(LEAST_WIDTH, room / (before + length + after));
  const left = Math.round(before * each);
  const right = Math.round(after * each);
  const columns = new Float64Array(width).fill(Number.NaN);
  const piece = (first: number, count: number, pixels: number): Float64Array =>
    spreadOver((t) => values[(first + t) * hidden + unit], count, pixels, 'mean');
  if (before > 0) columns.set(piece(rows.before - before, before, left), 0);
  const at = before > 0 ? left + SPAN_GAP : 0;
  columns.set(piece(rows.before, length, room - left - right), at);
  if (after > 0) columns.set(piece(rows.before + length, after, right), width - right);
  return columns;
}
