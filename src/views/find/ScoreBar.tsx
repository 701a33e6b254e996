import type { ScoreRow } from '../../store/scoreRows.ts';

const WIDTH = 120;
const HEIGHT = 16;

/** Where a score stands on its axis: 0.5 … 1 of an AUC, 0 … 1 of a correlation. */
export function barPlace(kind: 'binary' | 'numeric', score: number): number {
  const share = kind === 'binary' ? 2 * score - 1 : score;
  return Math.max(0, Math.min(1, share)) * WIDTH;
}

/** One label on one bar: the unit's score, the mark of chance (dashed), the last three characters (tick), the probe (ring). */
export function ScoreBar({ row }: { readonly row: ScoreRow }) {
  const { kind, last3 } = row.finding;
  const x = (score: number): number => barPlace(kind, score);
  const isFound = row.verdict === 'tracks' || row.verdict === 'open';
  return (
    <svg
      className="score-bar"
      viewBox={`-6 0 ${WIDTH + 12} ${HEIGHT}`}
      width={WIDTH + 12}
      height={HEIGHT}
      aria-hidden="true"
    >
      <path d={`M0 8H${WIDTH}`} className="picture-grid" />
      <rect x={0} y={5} width={x(row.score)} height={6} className={isFound ? 'score-fill' : 'score-fill faint'} />
      <path d={`M${x(last3).toFixed(1)} 11v5`} className="score-last" />
      {row.mark === null ? null : <path d={`M${x(row.mark).toFixed(1)} 0V16`} className="score-chance" />}
      {row.probe === null ? null : <circle cx={x(row.probe)} cy={8} r={3.5} className="score-probe" />}
    </svg>
  );
}
