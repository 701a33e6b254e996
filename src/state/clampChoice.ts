/** Which units of a model are clamped. Pure. */
import type { ClampedAt } from '../analysis/ablation/ablationReport.ts';
import type { UnitRef } from '../analysis/scores/units.ts';
import { CELLS, type ModelSpec } from '../engine/spec.ts';
import type { ClampChoice, Cursor } from './ui.ts';

export function clampedAt({ at, value }: ClampChoice): ClampedAt {
  return at === 'value' ? value : at;
}

export function isSameUnit(a: UnitRef, b: UnitRef): boolean {
  return a.layer === b.layer && a.channel === b.channel && a.unit === b.unit;
}

/** The clamped units: the pinned ones that the model has, and the selected one. */
export function clampedUnits(
  { pinned }: ClampChoice,
  { layer, channel, unit }: Pick<Cursor, 'layer' | 'channel' | 'unit'>,
  spec: ModelSpec,
): readonly UnitRef[] {
  const selected: UnitRef = { layer, channel, unit };
  const has = (one: UnitRef): boolean =>
    CELLS[spec.cell].channels.includes(one.channel) && one.layer < spec.layers && one.unit < spec.hidden;
  return [...pinned.filter((one) => has(one) && !isSameUnit(one, selected)), ...(has(selected) ? [selected] : [])];
}
