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
      rows: withoutEmpty(rowsOf(table), headsOf(table)),
    }));
}

/** The text of a cell, and the names and texts of its parts if it has several. */
interface CellText {
  readonly text: string;
  readonly parts: readonly (readonly [name: string, text: string])[];
}

const NOTHING: CellText = { text: '', parts: [] };

/** The text of every cell; without what stands under an opened row. A cell that spans several columns or rows stands in the first one. */
function rowsOf(table: HTMLTableElement): readonly (readonly string[])[] {
  const rows = [...table.rows].filter(({ dataset }) => dataset.detail === undefined);
  const grid = rows.map((): CellText[] => []);
  for (const [r, row] of rows.entries()) {
    let c = 0;
    for (const cell of row.cells) {
      while (grid[r]![c] !== undefined) c++;
      // A head over two rows stands beside those of its group.
      const own = r + cell.rowSpan - 1;
      for (let down = r; down <= own && down < rows.length; down++)
        for (let right = 0; right < cell.colSpan; right++)
          grid[down]![c + right] = down === own && right === 0 ? readCell(cell) : NOTHING;
    }
  }
  return withParts(grid, headsOf(table));
}

function readCell(cell: HTMLTableCellElement): CellText {
  const parts = [...cell.querySelectorAll<HTMLElement>('[data-value-name]')];
  return {
    text: writtenText(cell),
    parts: parts.map((part) => [part.dataset.valueName ?? '', writtenText(part)] as const),
  };
}

/** Gives each part of a cell a column of its own. */
function withParts(grid: readonly (readonly CellText[])[], heads: number): readonly (readonly string[])[] {
  const width = Math.max(0, ...grid.map((row) => row.length));
  const names = Array.from({ length: width }, (_, c) => [
    ...new Set(grid.flatMap((row) => row[c]?.parts.map(([name]) => name) ?? [])),
  ]);
  return grid.map((row, r) =>
    names.flatMap((ofColumn, c) => {
      const { text, parts } = row[c] ?? NOTHING;
      if (ofColumn.length === 0) return [text];
      if (r === heads - 1) return ofColumn.map((name) => [text, name].filter((word) => word !== '').join(', '));
      if (parts.length === 0) return ofColumn.map((_, k) => (k === 0 ? text : ''));
      return ofColumn.map((name) => parts.find(([one]) => one === name)?.[1] ?? '');
    }),
  );
}

function headsOf({ tHead }: HTMLTableElement): number {
  return tHead?.rows.length ?? 0;
}

/** @param heads rows of heads, which fill no column */
function withoutEmpty(rows: readonly (readonly string[])[], heads: number): readonly (readonly string[])[] {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const isKept = Array.from({ length: width }, (_, c) =>
    rows.some((row, r) => r >= heads && (row[c] ?? '').trim() !== ''),
  );
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
