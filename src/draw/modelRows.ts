import { plotWidth } from './pictureSizes.ts';

/** The largest number of pictures of single models in a row. More pictures take further rows. */
const MOST = 3;

/** Rows of pictures. */
export interface ModelRows {
  readonly perRow: number;
  readonly rows: number;
  /** Width of each, whole pixels. */
  readonly width: number;
}

/**
 * How the pictures of several models share a width: all in one row if they are few, otherwise in rows of at most
 * three, and never narrower than `least` unless the whole page is.
 *
 * @param gap pixels between two pictures
 */
export function modelRows(count: number, width: number, gap: number, least: number): ModelRows {
  const fitting = Math.max(1, Math.floor((width + gap) / (least + gap)));
  const most = Math.max(1, Math.min(count, MOST, fitting));
  // Four pictures are arranged two by two, not as three and one.
  const rows = Math.max(1, Math.ceil(count / most));
  const perRow = Math.max(1, Math.ceil(count / rows));
  return { perRow, rows, width: plotWidth((width - gap * (perRow - 1)) / perRow, 0) };
}
