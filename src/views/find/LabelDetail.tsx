import { formatCount, formatFixed, formatReading, formatSigned } from '../../draw/format.ts';
import type { Search } from '../../state/findState.ts';
import { probedState, scoreRowsOf } from './scoreFacts.ts';
import type { ScoreRow } from '../../state/foundScores.ts';
import { VERDICT_MESSAGES } from './scoreRows.ts';
import styles from './LabelDetail.module.css';

/** What a row of the table says when it is opened: the label’s definition, all scores, and what they mean. */
export function LabelDetail({ row, search }: { readonly row: ScoreRow; readonly search: Search }) {
  const { finding } = row;
  const { findings, probes } = search;
  if (!findings) return null;
  const { half } = findings.stretch;
  const isBinary = finding.kind === 'binary';
  const probe = probes[row.index];
  const heaviest = probe
    ? probe.weights.reduce((best, w, j, all) => (Math.abs(w) > Math.abs(all[best]) ? j : best), 0)
    : 0;
  return (
    <div className={styles.detail}>
      <p>
        {finding.definition}{' '}
        {isBinary
          ? `On at ${formatFixed(100 * finding.frequency, 1)} % of ${formatCount(half)} characters.`
          : `Mean ${formatReading(finding.frequency)} over ${formatCount(half)} characters.`}{' '}
        {VERDICT_MESSAGES[row.verdict]}
      </p>
      <dl>
        {scoreRowsOf(row).map(([name, value], k) => (
          <div key={name} data-own={k === 0}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>
        {row.isBest ? `Where the unit was chosen it scored ${formatFixed(finding.chosen, 3)}. ` : ''}
        {finding.effect === null || !row.isBest
          ? ''
          : `Its mean is ${formatFixed(Math.abs(finding.effect), 2)} standard deviations ${finding.effect < 0 ? 'lower' : 'higher'} where the label is on. `}
        {probe
          ? `The probe reads ${formatCount(probe.rows.length)} values of ${probedState(search.spec)}; its largest weight is ${formatSigned(probe.weights[heaviest], 2)}.`
          : search.status === 'stopped'
            ? 'No probe was fitted.'
            : `A probe on ${probedState(search.spec)} is not fitted yet.`}
      </p>
    </div>
  );
}
