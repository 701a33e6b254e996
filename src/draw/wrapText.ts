import type { Range } from '../engine/range.ts';

/**
 * Splits a text of `length` symbols into lines of at most `columns`. A newline ends its line and is its last symbol. A line that
 * is too long breaks after its last space, or at the limit if it has none. Every symbol is in exactly one line.
 */
export function wrapText(length: number, symbolAt: (t: number) => string, columns: number): Range[] {
  const width = Math.max(1, Math.floor(columns));
  const lines: Range[] = [];
  let from = 0;
  let afterSpace = -1;
  for (let t = 0; t < length; t++) {
    const symbol = symbolAt(t);
    if (symbol === '\n') {
      lines.push({ from, to: t + 1 });
      from = t + 1;
      afterSpace = -1;
      continue;
    }
    if (symbol === ' ' || symbol === '\t') afterSpace = t + 1;
    if (t + 1 - from < width) continue;
    const to = afterSpace > from ? afterSpace : t + 1;
    lines.push({ from, to });
    from = to;
    afterSpace = -1;
  }
  if (from < length) lines.push({ from, to: length });
  return lines;
}

/** The largest number of characters in a line that reads well. */
const LONGEST_LINE = 72;

/** The number of columns of a line: as many as fit into `room` pixels, and no more than LONGEST_LINE. */
export function lineColumns(room: number, columnWidth: number): number {
  return Math.max(1, Math.min(LONGEST_LINE, Math.floor(room / columnWidth)));
}

/** Index of the line that contains symbol t; −1 if none does. */
export function lineOf(lines: readonly Range[], t: number): number {
  let low = 0;
  let high = lines.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (t < lines[middle].from) high = middle - 1;
    else if (t >= lines[middle].to) low = middle + 1;
    else return middle;
  }
  return -1;
}
