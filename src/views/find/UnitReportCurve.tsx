import { memo, useRef } from 'react';
import type { UnitReport } from '../../analysis/scores/unitReport.ts';
import { formatFixed, formatTick } from '../../draw/format.ts';
import { levelChart, rocPath } from '../../draw/reportPaths.ts';
import { pictureWidth } from '../../draw/pictureSizes.ts';
import { GridLines } from '../chart/Axes.tsx';
import { SquareFrame } from '../chart/SquareFrame.tsx';
import { SQUARE } from '../chart/squareSize.ts';
import { useElementSize } from '../ui/useElementSize.ts';
import { scoreRowsOf } from './scoreFacts.ts';
import type { ScoreRow } from '../../state/foundScores.ts';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { Term } from '../glossary/Term.tsx';
import type { TermId } from '../glossary/terms/terms.ts';
import pictureStyles from '../ui/picture.module.css';
import plotStyles from '../chart/plot.module.css';
import styles from './UnitReportCurve.module.css';

const LEFT = 26;
const TOP = 6;
const UNDER = 30;

interface UnitReportCurveProps {
  readonly row: ScoreRow;
  readonly report: UnitReport | null;
}

/** How well the unit's value predicts the label: a ROC curve for a binary label, quantiles by the label's value for a numeric one. */
export const UnitReportCurve = memo(function UnitReportCurve({ row, report }: UnitReportCurveProps) {
  const frame = useRef<HTMLElement>(null);
  const width = pictureWidth(useElementSize(frame).width, 280);
  const isBinary = row.finding.kind === 'binary';
  return (
    <section
      ref={frame}
      aria-label={isBinary ? 'How well a threshold tells the label' : 'The unit along the label'}
      {...pictureMark('labelCurve')}
    >
      <PictureTitle of="labelCurve">
        <Term id={isBinary ? 'roc' : 'spearman'}>
          {isBinary ? 'Prediction by a threshold' : 'Its value along the label'}
        </Term>
      </PictureTitle>
      {isBinary ? (
        <div className={styles.curveBesideScores}>
          <Roc row={row} report={report} />
          <Scores row={row} />
        </div>
      ) : (
        <>
          <Levels row={row} report={report} width={width} />
          <Scores row={row} />
        </>
      )}
      <p className={pictureStyles.pictureNote}>
        {isBinary
          ? 'Each point: the characters beyond one threshold. Dotted: guessing. For a rare label most of them may still have it off.'
          : 'Line: median. Bands: half and nine tenths of the characters. A steady rise or fall is correlation, not cause.'}
      </p>
    </section>
  );
});

function Roc({ row, report }: UnitReportCurveProps) {
  const score = formatFixed(row.score, 3);
  return (
    <svg
      className={plotStyles.pictureSvg}
      width={LEFT + SQUARE + 8}
      height={TOP + SQUARE + UNDER}
      role="img"
      aria-label={`Share of the characters with the label on that lie beyond a threshold, against the share with it off. Area under the curve: ${score}.`}
    >
      <g transform={`translate(${LEFT} ${TOP})`}>
        <SquareFrame xTitle="share of label off" yTitle="share of label on" isTitleBelow />
        <path d={`M0 ${SQUARE}L${SQUARE} 0`} className={styles.guessingLine} />
        {report?.roc ? (
          <path d={rocPath(report.roc.off, report.roc.on, SQUARE, row.direction < 0)} className={styles.curveLine} />
        ) : null}
        <text x={SQUARE - 4} y={SQUARE - 8} textAnchor="end" className={`${plotStyles.ink} ${styles.areaText}`}>
          AUC {score}
        </text>
      </g>
    </svg>
  );
}

function Levels({ row, report, width }: UnitReportCurveProps & { readonly width: number }) {
  const left = 40;
  const plot = width - left - 8;
  const levels = report?.levels ?? [];
  const { outer, inner, median, x, y, labelTicks, valueTicks } = levelChart(levels, plot, SQUARE);
  const ends = [levels[0], levels.at(-1)].map((level) =>
    level ? `${formatFixed(level.quantiles[2], 2)} where it is ${formatFixed(level.mean, 1)}` : '',
  );
  return (
    <svg
      className={plotStyles.pictureSvg}
      width={width}
      height={TOP + SQUARE + UNDER}
      role="img"
      aria-label={levels.length > 0 ? `Median of the unit by the label’s value: ${ends.join(', ')}.` : 'Not read yet.'}
    >
      <g transform={`translate(${left} ${TOP})`}>
        {levels.length > 0 ? (
          <>
            <GridLines
              right={plot}
              ticks={valueTicks.map((tick) => ({
                at: y(tick),
                text: tick < 0 ? `−${formatTick(-tick)}` : formatTick(tick),
              }))}
            />
            <path d={outer} className={styles.outerBand} />
            <path d={inner} className={styles.innerBand} />
            <path d={median} className={styles.curveLine} />
            {labelTicks.map((tick) => (
              <text key={tick} x={x(tick)} y={SQUARE + 14} textAnchor={x(tick) > plot - 8 ? 'end' : 'middle'}>
                {formatTick(tick)}
              </text>
            ))}
          </>
        ) : null}
        <path d={`M0 ${SQUARE + 0.5}H${plot}`} className={plotStyles.pictureAxis} />
        <text x={plot} y={SQUARE + 27} textAnchor="end">
          {row.finding.name}
        </text>
      </g>
    </svg>
  );
}

/** The unit's score beside the scores of chance, of the last characters, of the untrained network and of a probe. */
function Scores({ row }: { readonly row: ScoreRow }) {
  return (
    <dl className={styles.scoreList} data-wide={row.finding.kind === 'numeric'}>
      {scoreRowsOf(row).map(([name, value], k) => (
        <div key={name} className={k === 0 ? styles.ownScore : undefined}>
          <dt>
            <ScoreName name={name} />
          </dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const SCORE_TERMS: Readonly<Record<string, TermId>> = {
  AUC: 'auc',
  'Spearman’s ρ': 'spearman',
  'Pearson’s r': 'pearson',
  chance: 'chance',
  'last character': 'last-1',
  'last three': 'last-3',
  untrained: 'untrained',
  probe: 'probe',
  verdict: 'verdict',
};

function ScoreName({ name }: { readonly name: string }) {
  const id = SCORE_TERMS[name];
  return id ? <Term id={id}>{name}</Term> : name;
}
