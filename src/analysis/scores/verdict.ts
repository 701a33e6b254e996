import type { LabelFinding } from './findings.ts';

/** What can be concluded about a label's best unit. `open`: the shifted labels have not been scored yet. */
export type Verdict =
  | 'open'
  | 'chance'
  | 'echo of the last character'
  | 'echo of the last three'
  | 'untrained'
  | 'tracks';

/** The margin by which a unit's score must exceed a simpler explanation. */
const MARGIN = 0.02;

/**
 * The most sceptical conclusion that the numbers allow, each compared with `MARGIN`: no better than shifted labels;
 * no better than a table of the last characters; no better than the best unit before training; otherwise the unit
 * tracks the label.
 *
 * @param mark 95th percentile of the best scores of shifted labels; null if not known yet
 * @param untrained score of the best unit before training; null if not known yet
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
