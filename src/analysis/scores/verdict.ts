import type { LabelFinding } from './findings.ts';

/** What may be said of a label's best unit. `open`: the shifted labels are not there yet. */
export type Verdict =
  | 'open'
  | 'chance'
  | 'echo of the last character'
  | 'echo of the last three'
  | 'untrained'
  | 'tracks';

/** By how much a unit's score must exceed what says the same with less. */
export const MARGIN = 0.02;

/**
 * What the numbers allow to say, the most sceptical first, each by less than `MARGIN`: no better than shifted labels; no better than a table of the
 * characters just read; no better than the best unit before training; else the unit tracks the label.
 *
 * @param mark 95th percentile of the best scores of shifted labels; null while there is none
 * @param untrained best unit's score before training; null while there is none
 */
export function verdictOf(
  { score, last1, last3 }: Pick<LabelFinding, 'score' | 'last1' | 'last3'>,
  mark: number | null,
  untrained: number | null,
): Verdict {
  if (mark === null) return 'open';
  if (!(score >= mark + MARGIN)) return 'chance';
  if (score < last1 + MARGIN) return 'echo of the last character';
  if (score < last3 + MARGIN) return 'echo of the last three';
  if (untrained !== null && score < untrained + MARGIN) return 'untrained';
  return 'tracks';
}
