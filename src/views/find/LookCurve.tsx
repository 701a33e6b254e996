import { memo, useRef } from 'react';
import type { UnitLook } from '../../analysis/scores/unitLook.ts';
import { formatFixed, formatTick } from '../../draw/format.ts';
import { levelChart, rocPath } from '../../draw/lookPaths.ts';
import { useElementSize } from '../picture/useElementSize.ts';
import { scoreRowsOf } from './scoreFacts.ts';
import type { ScoreRow } from '../../store/scoreRows.ts';

const SIZE = 104;
const LEFT = 26;
const TOP = 6;
const UNDER = 30;

export interface LookCurveProps {
  readonly row: ScoreRow;
  readonly look: UnitLook | null;
}

/** How well the unit's value tells the label: every threshold of a binary one, quantiles along a numeric one. */
export const LookCurve = memo(function LookCurve({ row, look }: LookCurveProps) {
  const frame = useRef<HTMLElement>(null);
  const width = Math.max(280, useElementSize(frame).width);
  const isBinary = row.finding.kind === 'binary';
  return (
    <section
      ref={frame}
      className="look-curve"
      aria-label={isBinary ? 'How well a threshold tells the label' : 'The unit along the label'}
    >
      <h2 className="picture-title">{isBinary ? 'Told by a threshold' : 'Its value along the label'}</h2>
      {isBinary ? (
        <div className="look-beside">
          <Roc row={row} look={look} />
          <Scores row={row} />
        </div>
      ) : (
        <>
          <Levels row={row} look={look} width={width} />
          <Scores row={row} />
        </>
      )}
      <p className="picture-note">
        {isBinary
          ? 'Each point: what lies beyond a threshold. Dotted: guessing. Most alarms for a rare label may still be false.'
          : 'Median; bands: half and nine tenths of the characters. One way throughout is a sign, not a cause.'}
      </p>
    </section>
  );
});

function Roc({ row, look }: LookCurveProps) {
  const score = formatFixed(row.score, 3);
  return (
    <svg
      className="picture-svg"
      width={LEFT + SIZE + 8}
      height={TOP + SIZE + UNDER}
      role="img"
      aria-label={`Share of the characters with the label on that lie beyond a threshold, against the share with it off. Area under the curve: ${score}.`}
    >
      <g transform={`translate(${LEFT} ${TOP})`}>
        <path d={`M0 0.5H${SIZE}M0 ${SIZE / 2 + 0.5}H${SIZE}`} className="picture-grid" />
        <path d={`M0.5 0V${SIZE + 0.5}H${SIZE}`} className="picture-axis" />
        <path d={`M0 ${SIZE}L${SIZE} 0`} className="look-guess" />
        {look?.roc ? (
          <path d={rocPath(look.roc.off, look.roc.on, SIZE, row.direction < 0)} className="look-line" />
        ) : null}
        <text x={SIZE - 4} y={SIZE - 8} textAnchor="end" className="ink look-area">
          AUC {score}
        </text>
        <text x={-4} y={SIZE} textAnchor="end">
          0
        </text>
        <text x={-4} y={9} textAnchor="end">
          1
        </text>
        <text x={0} y={SIZE + 14}>
          0
        </text>
        <text x={SIZE} y={SIZE + 14} textAnchor="end">
          1
        </text>
        <text x={SIZE / 2} y={SIZE + 26} textAnchor="middle">
          share of label off
        </text>
        <text transform={`translate(-14 ${SIZE / 2}) rotate(-90)`} textAnchor="middle">
          share of label on
        </text>
      </g>
    </svg>
  );
}

function Levels({ row, look, width }: LookCurveProps & { readonly width: number }) {
  const left = 40;
  const plot = width - left - 8;
  const levels = look?.levels ?? [];
  const { outer, inner, median, x, y, labelTicks, valueTicks } = levelChart(levels, plot, SIZE);
  const ends = [levels[0], levels.at(-1)].map((level) =>
    level ? `${formatFixed(level.quantiles[2], 2)} where it is ${formatFixed(level.mean, 1)}` : '',
  );
  return (
    <svg
      className="picture-svg"
      width={width}
      height={TOP + SIZE + UNDER}
      role="img"
      aria-label={levels.length > 0 ? `Median of the unit by the label’s value: ${ends.join(', ')}.` : 'Not read yet.'}
    >
      <g transform={`translate(${left} ${TOP})`}>
        {levels.length > 0 ? (
          <>
            {valueTicks.map((tick) => (
              <g key={tick}>
                <path d={`M0 ${Math.round(y(tick)) + 0.5}H${plot}`} className="picture-grid" />
                <text x={-6} y={y(tick) + 4} textAnchor="end">
                  {tick < 0 ? `−${formatTick(-tick)}` : formatTick(tick)}
                </text>
              </g>
            ))}
            <path d={outer} className="look-outer" />
            <path d={inner} className="look-inner" />
            <path d={median} className="look-line" />
            {labelTicks.map((tick) => (
              <text key={tick} x={x(tick)} y={SIZE + 14} textAnchor={x(tick) > plot - 8 ? 'end' : 'middle'}>
                {formatTick(tick)}
              </text>
            ))}
          </>
        ) : null}
        <path d={`M0 ${SIZE + 0.5}H${plot}`} className="picture-axis" />
        <text x={plot} y={SIZE + 27} textAnchor="end">
          {row.finding.name}
        </text>
      </g>
    </svg>
  );
}

/** The unit's score among what says the same with less, and what the whole state could say. */
function Scores({ row }: { readonly row: ScoreRow }) {
  return (
    <dl className="look-scores" data-wide={row.finding.kind === 'numeric'}>
      {scoreRowsOf(row).map(([name, value], k) => (
        <div key={name} className={k === 0 ? 'look-score' : undefined}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
