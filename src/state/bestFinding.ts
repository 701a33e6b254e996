/** Which finding of a search comes first. Pure. */
import type { Verdict } from '../analysis/scores/verdict.ts';
import type { ScoreRow } from './foundScores.ts';

/** Verdicts from the strongest conclusion to the weakest. */
export const VERDICT_ORDER: readonly Verdict[] = [
  'tracks',
  'open',
  'untrained',
  'echo of the last three',
  'echo of the last character',
  'chance',
];

/** How far a score lies from guessing (0) to certainty (1), for labels of both kinds. */
function strengthOf({ finding, score }: ScoreRow): number {
  return finding.kind === 'binary' ? 2 * score - 1 : score;
}

/** The row with the strongest conclusion, of these the one with the strongest score; null if there is none. */
export function bestRow(rows: readonly ScoreRow[]): ScoreRow | null {
  const isBefore = (a: ScoreRow, b: ScoreRow): boolean => {
    const by = VERDICT_ORDER.indexOf(a.verdict) - VERDICT_ORDER.indexOf(b.verdict);
    return by < 0 || (by === 0 && strengthOf(a) > strengthOf(b));
  };
  return rows.reduce<ScoreRow | null>((best, row) => (!best || isBefore(row, best) ? row : best), null);
}
