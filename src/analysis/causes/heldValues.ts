import { type Hold, holdRange } from '../../engine/hold.ts';
import type { ModelSpec } from '../../engine/spec.ts';
import type { UnitPlace } from '../scores/units.ts';
import type { HeldAt } from './causeLook.ts';

/**
 * What a unit is held at: a value beyond what its channel can take becomes the nearest that it can.
 *
 * @param mean of the unit over what is read
 */
export function heldValue(spec: ModelSpec, { channel }: Pick<UnitPlace, 'channel'>, at: HeldAt, mean: number): number {
  const [low, high] = holdRange(spec, channel);
  const wanted = at === 'zero' ? 0 : at === 'mean' ? mean : at;
  return Math.max(low, Math.min(high, wanted));
}

/** Holds of some units at their values. @param from timestep from which on */
export function holdsOf(units: readonly UnitPlace[], values: readonly number[], from: number): readonly Hold[] {
  return units.map(({ layer, channel, unit }, k) => ({ layer, channel, unit, value: values[k]!, from }));
}
