/** What a cell may hold; null is an empty one. */
export type CsvCell = string | number | null;

/** Spreadsheets take a text that begins so for a formula and run it. */
const FORMULA = /^[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]/;

/**
 * Rows as comma-separated values (RFC 4180, lines end with CR LF, UTF-8). A text that a spreadsheet would run as a formula
 * gets an apostrophe in front; numbers stand as they are, without rounding.
 */
export function writeCsv(rows: readonly (readonly CsvCell[])[]): Uint8Array<ArrayBuffer> {
  const lines = rows.map((row) => `${row.map(cellText).join(',')}\r\n`);
  return new TextEncoder().encode(lines.join(''));
}

function cellText(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
