import { CELLS, type CellKind } from '../../engine/spec.ts';

/** The parts of an update that the diagram can emphasise, in the order of the computation, after "all" for no emphasis. */
export function partsOf(cell: CellKind): readonly string[] {
  return ['all', ...CELLS[cell].parts];
}

/** The chosen part if the cell has it, otherwise "all". */
export function partOf(cell: CellKind, chosen: string): string {
  return partsOf(cell).includes(chosen) ? chosen : 'all';
}

/**
 * The next or previous part in the order of the computation. After the last part of t comes the first part of t + 1.
 *
 * @param last whether t is the last timestep; t = 0 is the first
 */
export function walkPart(
  cell: CellKind,
  chosen: string,
  direction: 1 | -1,
  t: number,
  last: boolean,
): { readonly part: string; readonly t: number } {
  const parts = CELLS[cell].parts;
  const at = parts.indexOf(chosen);
  const first = parts[0];
  const end = parts[parts.length - 1];
  if (at < 0) return { part: direction > 0 ? first : end, t };
  const next = parts[at + direction];
  if (next !== undefined) return { part: next, t };
  if (direction > 0) return last ? { part: end, t } : { part: first, t: t + 1 };
  return t === 0 ? { part: first, t } : { part: end, t: t - 1 };
}
