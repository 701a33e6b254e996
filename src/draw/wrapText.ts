/** One line of wrapped text: symbols start…end−1 of the traced text. */
export interface TextLine {
  readonly start: number;
  readonly end: number;
}

/**
 * Cuts a text into lines of at most `columns` symbols. A newline ends its line and stands at its end. A line that is too
 * long breaks after its last space, or where it is full if it has none. Every symbol is in exactly one line.
 */
export function wrapText(length: number, symbolAt: (t: number) => string, columns: number): TextLine[] {
  const width = Math.max(1, Math.floor(columns));
  const lines: TextLine[] = [];
  let start = 0;
  let afterSpace = -1;
  for (let t = 0; t < length; t++) {
    const symbol = symbolAt(t);
    if (symbol === '\n') {
      lines.push({ start, end: t + 1 });
      start = t + 1;
      afterSpace = -1;
      continue;
    }
    if (symbol === ' ' || symbol === '\t') afterSpace = t + 1;
    if (t + 1 - start < width) continue;
    const end = afterSpace > start ? afterSpace : t + 1;
    lines.push({ start, end });
    start = end;
    afterSpace = -1;
  }
  if (start < length) lines.push({ start, end: length });
  return lines;
}

/** Index of the line that holds symbol t; −1 if none does. */
export function lineOf(lines: readonly TextLine[], t: number): number {
  let low = 0;
  let high = lines.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (t < lines[middle].start) high = middle - 1;
    else if (t >= lines[middle].end) low = middle + 1;
    else return middle;
  }
  return -1;
}
