import type { ShownTable } from '../../exports/tablesFile.ts';

/**
 * The tables in a part of the page, as they are shown. Columns that only draw something are left out, and tables behind it, which
 * are saved by themselves.
 */
export function readTables(root: Element): readonly ShownTable[] {
  return [...root.querySelectorAll('table')]
    .filter((table) => table.closest('details') === root.closest('details'))
    .map((table) => ({
      caption: table.caption ? writtenText(table.caption).trim() : '',
      rows: withoutEmpty(rowsOf(table)),
    }));
}

/** The text of every cell. A cell that spans several columns or rows stands in the first one. */
function rowsOf(table: HTMLTableElement): readonly (readonly string[])[] {
  const rows = [...table.rows];
  const grid = rows.map((): string[] => []);
  for (const [r, row] of rows.entries()) {
    let c = 0;
    for (const cell of row.cells) {
      while (grid[r]![c] !== undefined) c++;
      for (let down = 0; down < cell.rowSpan && r + down < rows.length; down++)
        for (let right = 0; right < cell.colSpan; right++)
          grid[r + down]![c + right] = down === 0 && right === 0 ? writtenText(cell) : '';
    }
  }
  // A head over two rows stands beside those of its group.
  const [first, second] = grid;
  for (const [c, cell] of [...(table.rows[0]?.cells ?? [])].entries()) {
    if (!first || !second || cell.rowSpan !== 2) continue;
    const at = first.indexOf(writtenText(cell), c);
    if (at >= 0) [second[at], first[at]] = [first[at]!, ''];
  }
  return grid;
}

function withoutEmpty(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const isKept = Array.from({ length: width }, (_, c) => rows.some((row, r) => r > 0 && (row[c] ?? '').trim() !== ''));
  return rows.map((row) => row.filter((_, c) => isKept[c]));
}

/** The text of a part without what is only drawn, with `_` before an index and `^` before a power. */
function writtenText(of: Node): string {
  if (of instanceof Text) return of.data;
  if (!(of instanceof Element) || of.matches('svg, canvas, [aria-hidden=true]')) return '';
  const inside = [...of.childNodes].map(writtenText).join('');
  if (of.localName === 'sub') return `_${inside}`;
  if (of.localName === 'sup') return `^${inside}`;
  return inside;
}
