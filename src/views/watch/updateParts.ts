import type { CellKind } from '../../engine/spec.ts';

/** Parts of one update that the diagram can bring forward, in the order in which they happen; "all" is the whole. */
export const PARTS: Readonly<Record<CellKind, readonly string[]>> = {
  lstm: ['all', 'forget', 'write', 'expose'],
  gru: ['all', 'reset', 'candidate', 'update'],
  rnn: ['all', 'sum', 'activate'],
};

/** The chosen part, if this cell has it. */
export function partOf(cell: CellKind, chosen: string): string {
  return PARTS[cell].includes(chosen) ? chosen : 'all';
}

/**
 * The part before or after, as the computation goes: past the last part of t comes the first of t + 1, and the other way
 * round.
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
  const parts = PARTS[cell].slice(1);
  const at = parts.indexOf(chosen);
  const first = parts[0];
  const end = parts[parts.length - 1];
  if (at < 0) return { part: direction > 0 ? first : end, t };
  const next = parts[at + direction];
  if (next !== undefined) return { part: next, t };
  if (direction > 0) return last ? { part: end, t } : { part: first, t: t + 1 };
  return t === 0 ? { part: first, t } : { part: end, t: t - 1 };
}
