import type { DecayFit } from './decayFit.ts';

/** Whether one gradient decays more slowly than another, given how much the slopes of single losses vary. */
export type DecayComparison = 'slower' | 'faster' | 'same';

/**
 * Two fits differ if the middle halves of their losses' slopes do not overlap: the first quartile of one lies above
 * the third quartile of the other. The losses of one text share most of the text before them, so a standard error
 * would claim too much.
 */
export function compareFalls(a: DecayFit, b: DecayFit): DecayComparison {
  const [lowA, , highA] = a.slopes;
  const [lowB, , highB] = b.slopes;
  if (lowA > highB) return 'slower';
  return highA < lowB ? 'faster' : 'same';
}

/** The meaning of a slope: the norm halves or doubles within `steps` timesteps, or it does neither within 10,000. */
export type Pace = { readonly kind: 'halves' | 'doubles'; readonly steps: number } | { readonly kind: 'level' };

/** A gradient that changes by less than a factor of 2 in this many timesteps is level. */
const LEVEL_STEPS = 10_000;

/** @param slope change of ln(norm) per step */
/** The pace of a slope. */
export function paceOf(slope: number): Pace {
  const steps = Math.LN2 / Math.abs(slope);
  if (!(steps < LEVEL_STEPS)) return { kind: 'level' };
  return { kind: slope < 0 ? 'halves' : 'doubles', steps };
}
