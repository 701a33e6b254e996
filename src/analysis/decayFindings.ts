import type { DecayFit } from './lagCurves.ts';

/** Whether one half-life is longer than another, given how far the losses of each differ among themselves. */
export type Verdict = 'longer' | 'shorter' | 'same';

/**
 * Two half-lives differ when the middle halves of their losses do not overlap: the first quartile of the one lies above
 * the third of the other. Losses of one text overlap in what they look back on, so a standard error would claim too much.
 */
export function compareHalfLives(a: DecayFit, b: DecayFit): Verdict {
  const [lowA, , highA] = a.halfLives;
  const [lowB, , highB] = b.halfLives;
  if (lowA > highB) return 'longer';
  return highA < lowB ? 'shorter' : 'same';
}
