/** Which units of a model are held, and how. Pure. */
import type { HeldAt } from '../analysis/causes/causeLook.ts';
import type { UnitPlace } from '../analysis/scores/units.ts';
import { CHANNELS, type ModelSpec } from '../engine/spec.ts';
import type { HoldChoice } from './findState.ts';
import type { Cursor } from './state.ts';

export const NO_HOLD: HoldChoice = { pinned: [], at: 'mean', value: 1, since: 'start' };

export function heldAt({ at, value }: HoldChoice): HeldAt {
  return at === 'value' ? value : at;
}

export function isSameUnit(a: UnitPlace, b: UnitPlace): boolean {
  return a.layer === b.layer && a.channel === b.channel && a.unit === b.unit;
}

/** The units that are held: the pinned ones that the model has, and the selected one. */
export function heldUnits(
  { pinned }: HoldChoice,
  { layer, channel, unit }: Pick<Cursor, 'layer' | 'channel' | 'unit'>,
  spec: ModelSpec,
): readonly UnitPlace[] {
  const selected: UnitPlace = { layer, channel, unit };
  const has = (one: UnitPlace): boolean =>
    CHANNELS[spec.cell].includes(one.channel) && one.layer < spec.layers && one.unit < spec.hidden;
  return [...pinned.filter((one) => has(one) && !isSameUnit(one, selected)), ...(has(selected) ? [selected] : [])];
}
