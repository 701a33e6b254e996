import type { ScoreRow } from '../../state/foundScores.ts';
import plotStyles from '../chart/plot.module.css';
import scoresStyles from './scores.module.css';
import styles from './ScoreBar.module.css';

/** The position of a score on the axis, which goes from 0.5 to 1 for an AUC and from 0 to 1 for a correlation. */
function barPosition(kind: 'binary' | 'numeric', score: number): string {
  const share = kind === 'binary' ? 2 * score - 1 : score;
  return `${(100 * Math.max(0, Math.min(1, share))).toFixed(1)}%`;
}

/** The scores of one label: the unit (bar), chance (dashed), the last three characters (tick), the probe (ring). */
export function ScoreBar({ row }: { readonly row: ScoreRow }) {
  const { kind, last3 } = row.finding;
  const x = (score: number): string => barPosition(kind, score);
  const isFound = row.verdict === 'tracks' || row.verdict === 'open';
  return (
    <svg className={`${scoresStyles.scoreBar} ${styles.scoreBarInset}`} aria-hidden="true">
      <line x2="100%" y1={8} y2={8} className={plotStyles.pictureGrid} />
      <rect
        x={0}
        y={5}
        width={x(row.score)}
        height={6}
        className={isFound ? scoresStyles.scoreFill : `${scoresStyles.scoreFill} ${scoresStyles.faint}`}
      />
      <line x1={x(last3)} x2={x(last3)} y1={11} y2={16} className={styles.scoreLast} />
      {row.mark === null ? null : (
        <line x1={x(row.mark)} x2={x(row.mark)} y2={16} className={scoresStyles.scoreChance} />
      )}
      {row.probe === null ? null : <circle cx={x(row.probe)} cy={8} r={3.5} className={scoresStyles.scoreProbe} />}
    </svg>
  );
}
