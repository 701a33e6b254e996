import { formatCount, formatFixed, formatReading, formatSigned } from '../../draw/format.ts';
import type { Search } from '../../state/findState.ts';
import { probedState } from './scoreFacts.ts';
import type { ScoreRow } from '../../state/foundScores.ts';
import { VERDICT_MESSAGES } from './scoreRows.ts';
import pictureStyles from '../ui/picture.module.css';
import styles from './ChosenLabel.module.css';

/** Describes the chosen label, with the numbers for which the table has no room. */
export function ChosenLabel({ row, search }: { readonly row: ScoreRow; readonly search: Search }) {
  const { finding, position } = row;
  const { findings, spec, probes } = search;
  if (!findings) return null;
  const { half } = findings.stretch;
  const isBinary = finding.kind === 'binary';
  const layer = spec.layers > 1 ? `, layer ${position.layer + 1}` : '';
  const probe = probes[row.index];
  const heaviest = probe
    ? probe.weights.reduce((best, w, j, all) => (Math.abs(w) > Math.abs(all[best]) ? j : best), 0)
    : 0;
  return (
    <div className={styles.scoreChosen} role="status">
      <p>
        <b>{finding.name}</b>. {finding.definition}{' '}
        {isBinary
          ? `On at ${formatFixed(100 * finding.frequency, 1)} % of ${formatCount(half)} characters.`
          : `Mean ${formatReading(finding.frequency)} over ${formatCount(half)} characters.`}
      </p>
      <p>
        <span className={pictureStyles.pictureMono}>{position.channel}</span>, unit {position.unit}
        {layer}: {isBinary ? 'AUC' : 'Spearman’s ρ'} {formatFixed(row.score, 4)}
        {row.isBest ? `, and ${formatFixed(finding.chosen, 4)} where it was chosen` : ''}
        {finding.linear === null || !row.isBest ? '' : `; Pearson’s r ${formatSigned(finding.linear, 4)}`}
        {finding.effect === null || !row.isBest
          ? ''
          : `; its mean is ${formatFixed(Math.abs(finding.effect), 2)} standard deviations ${finding.effect < 0 ? 'lower' : 'higher'} where the label is on`}
        . {VERDICT_MESSAGES[row.verdict]}{' '}
        {probe
          ? `A probe on ${formatCount(probe.rows.length)} values of ${probedState(spec)} scores ${formatFixed(probe.score, 4)}; its largest weight is ${formatSigned(probe.weights[heaviest], 2)}.`
          : search.status === 'stopped'
            ? 'No probe was fitted.'
            : `A probe on ${probedState(spec)} is not fitted yet: its score and its largest weight follow here.`}
      </p>
    </div>
  );
}
