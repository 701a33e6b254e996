import { MOST_WEIGHTS, weighsTopLayerOnly } from '../../analysis/scores/fitProbes.ts';
import type { ModelSpec } from '../../engine/spec.ts';
import { formatCount, formatFixed, formatSigned } from '../../draw/format.ts';
import type { ScoreRow } from '../../store/scoreRows.ts';
import { VERDICT_WORDS } from './scoreRows.ts';

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

/** What the probe weighs, in words: the page says so where it is not the whole state. */
export function probedState(spec: ModelSpec): string {
  return weighsTopLayerOnly(spec)
    ? `the top layer’s state alone (the whole has more than ${formatCount(MOST_WEIGHTS)})`
    : 'the whole state';
}
