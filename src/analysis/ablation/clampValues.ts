import { type Clamp, clampRange } from '../../engine/clamp.ts';
import type { ModelSpec } from '../../engine/spec.ts';
import type { UnitRef } from '../scores/units.ts';
import type { ClampedAt } from './ablationReport.ts';

/**
 * The value to which a unit is clamped. A value outside the range of its channel becomes the nearest end of the
 * range.
 *
 * @param mean the unit's mean over the passage
 */
export function clampedValue(
  spec: ModelSpec,
  { channel }: Pick<UnitRef, 'channel'>,
  at: ClampedAt,
  mean: number,
): number {
  const [low, high] = clampRange(spec, channel);
  const wanted = at === 'zero' ? 0 : at === 'mean' ? mean : at;
  return Math.max(low, Math.min(high, wanted));
}

/** Clamps for some units at their values. @param from the timestep from which the units are clamped */
export function clampsOf(units: readonly UnitRef[], values: readonly number[], from: number): readonly Clamp[] {
  return units.map(({ layer, channel, unit }, k) => ({ layer, channel, unit, value: values[k]!, from }));
}
