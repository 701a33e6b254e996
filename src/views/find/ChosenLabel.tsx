import { formatCount, formatFixed, formatReading, formatSigned } from '../../draw/format.ts';
import type { Search } from '../../store/findState.ts';
import { probedState } from './scoreFacts.ts';
import type { ScoreRow } from '../../store/scoreRows.ts';
import { VERDICT_SENTENCES } from './scoreRows.ts';

/** The chosen label in words, with every number that the table has no room for. */
export function ChosenLabel({ row, search }: { readonly row: ScoreRow; readonly search: Search }) {
  const { finding, place } = row;
  const { findings, spec, probes } = search;
  if (!findings) return null;
  const { half } = findings.stretch;
  const isBinary = finding.kind === 'binary';
  const layer = spec.layers > 1 ? `, layer ${place.layer + 1}` : '';
  const probe = probes[row.index];
  const heaviest = probe
    ? probe.weights.reduce((best, w, j, all) => (Math.abs(w) > Math.abs(all[best]) ? j : best), 0)
    : 0;
  return (
    <div className="score-chosen" role="status">
      <p>
        <b>{finding.name}</b>. {finding.definition}{' '}
        {isBinary
          ? `On at ${formatFixed(100 * finding.frequency, 1)} % of ${formatCount(half)} characters.`
          : `Mean ${formatReading(finding.frequency)} over ${formatCount(half)} characters.`}
      </p>
      <p>
        <span className="picture-mono">{place.channel}</span>, unit {place.unit}
        {layer}: {isBinary ? 'AUC' : 'Spearman’s |ρ|'} {formatFixed(row.score, 4)}
        {row.isBest ? `, and ${formatFixed(finding.chosen, 4)} where it was chosen` : ''}
        {finding.linear === null || !row.isBest ? '' : `; Pearson’s r ${formatSigned(finding.linear, 4)}`}
        {finding.effect === null || !row.isBest
          ? ''
          : `; its mean is ${formatFixed(Math.abs(finding.effect), 2)} standard deviations ${finding.effect < 0 ? 'lower' : 'higher'} where the label is on`}
        . {VERDICT_SENTENCES[row.verdict]}{' '}
        {probe
          ? `A probe on ${formatCount(probe.rows.length)} values of ${probedState(spec)} scores ${formatFixed(probe.score, 4)}; its largest weight is ${formatSigned(probe.weights[heaviest], 2)}.`
          : ''}
      </p>
    </div>
  );
}
