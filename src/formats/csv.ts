/** The content of a cell; null is an empty one. */
export type CsvCell = string | number | null;

/**
 * Spreadsheets run a text that begins with one of these characters as a formula. They treat full-width characters
 * likewise.
 */
const FORMULA = /^[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/;
const NEEDS_QUOTES = /[",\r\n]/;

/** Without a byte-order mark spreadsheets read a file in the machine's own encoding and garble non-ASCII letters. */
const BYTE_ORDER_MARK = '\ufeff';

/**
 * Rows as comma-separated values (RFC 4180; lines end with CR LF; UTF-8 with a byte-order mark). A text that a
 * spreadsheet would run as a formula gets an apostrophe in front. Numbers are written without rounding.
 */
export function writeCsv(rows: readonly (readonly CsvCell[])[]): Uint8Array<ArrayBuffer> {
  const lines = rows.map((row) => `${row.map(cellText).join(',')}\r\n`);
  return new TextEncoder().encode(BYTE_ORDER_MARK + lines.join(''));
}

function cellText(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
