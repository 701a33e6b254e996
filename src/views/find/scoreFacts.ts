import { MOST_WEIGHTS, weighsTopLayerOnly } from '../../analysis/scores/fitProbes.ts';
import type { ModelSpec } from '../../engine/spec.ts';
import { formatCount, formatFixed, formatSigned } from '../../draw/format.ts';
import type { ScoreRow } from '../../state/foundScores.ts';
import { VERDICT_TEXT } from './scoreRows.ts';

/** The unit's score and the scores beside it, as names and formatted numbers. The unit's own score comes first. */
export function scoreRowsOf(row: ScoreRow): readonly (readonly [name: string, value: string])[] {
  const { finding } = row;
  const known = (value: number | null): string => (value === null ? '–' : formatFixed(value, 3));
  const linear = row.isBest && finding.linear !== null ? formatSigned(finding.linear, 3) : null;
  return [
    [finding.kind === 'binary' ? 'AUC' : 'Spearman’s ρ', formatFixed(row.score, 3)],
    ...(linear === null ? [] : ([['Pearson’s r', linear]] as const)),
    ['chance', known(row.mark)],
    ['last character', formatFixed(finding.last1, 3)],
    ['last three', formatFixed(finding.last3, 3)],
    ['untrained', known(row.untrained)],
    ['probe', known(row.probe)],
    ['verdict', VERDICT_TEXT[row.verdict]],
  ];
}

/** Says which part of the state the probe reads. */
export function probedState(spec: ModelSpec): string {
  return weighsTopLayerOnly(spec)
    ? `the top layer’s state alone (the whole has more than ${formatCount(MOST_WEIGHTS)})`
    : 'the whole state';
}
