import { formatFixed, formatSigned } from '../../draw/format.ts';
import { type ScoreRow, VERDICT_WORDS } from './scoreRows.ts';

/** A unit's score among what says the same with less, and what the whole state could say: names and numbers, its own first. */
export function scoreRowsOf(row: ScoreRow): readonly (readonly [name: string, value: string])[] {
  const { finding } = row;
  const known = (value: number | null): string => (value === null ? '–' : formatFixed(value, 3));
  const linear = row.isBest && finding.linear !== null ? formatSigned(finding.linear, 3) : null;
  return [
    [finding.kind === 'binary' ? 'AUC' : 'Spearman’s |ρ|', formatFixed(row.score, 3)],
    ...(linear === null ? [] : ([['Pearson’s r', linear]] as const)),
    ['chance', known(row.mark)],
    ['last character', formatFixed(finding.last1, 3)],
    ['last three', formatFixed(finding.last3, 3)],
    ['untrained', known(row.untrained)],
    ['probe', known(row.probe)],
    ['verdict', VERDICT_WORDS[row.verdict]],
  ];
}
