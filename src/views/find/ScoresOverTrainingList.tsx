import { memo } from 'react';
import { formatFixed, formatSigned } from '../../draw/format.ts';
import { scoreAxis } from '../../draw/scoreLines.ts';
import { Table } from '../ui/Table.tsx';
import { LabelButton } from './LabelButton.tsx';
import { LEAST_GAIN, type ScoreOverTrainingRow } from './scoreOverTrainingRows.ts';
import plotStyles from '../chart/plot.module.css';
import scoresStyles from './scores.module.css';
import styles from './ScoresOverTrainingList.module.css';

const WIDTH = 132;
const HEIGHT = 26;

interface ScoresOverTrainingListProps {
  readonly rows: readonly ScoreOverTrainingRow[];
  /** Id of the label in the chart. */
  readonly chosen: string;
  readonly onChoose: (row: ScoreOverTrainingRow) => void;
}

/** A table of all labels, each with its small curve over training. */
export const ScoresOverTrainingList = memo(function ScoresOverTrainingList({
  rows,
  chosen,
  onChoose,
}: ScoresOverTrainingListProps) {
  return (
    <Table
      className={`${scoresStyles.scoreTable} ${styles.trainingList}`}
      aria-label="Labels over training"
      rows={rows}
      rowKey={({ finding }) => finding.id}
      rowProps={({ finding }) => (finding.id === chosen ? { className: scoresStyles.chosen } : {})}
      columns={[
        {
          head: 'Label',
          term: 'label',
          cell: (row) => (
            <LabelButton finding={row.finding} isChosen={row.finding.id === chosen} onChoose={() => onChoose(row)} />
          ),
        },
        {
          head: 'best unit',
          className: `${scoresStyles.scoreAxis} ${styles.sparkAxis}`,
          cell: (row) => <Spark row={row} />,
        },
        { head: 'first', cell: ({ best }) => formatFixed(best[0], 2) },
        { head: 'last', cellClass: scoresStyles.scoreValue, cell: ({ best }) => formatFixed(best[best.length - 1], 3) },
        { head: 'gain', term: 'score-gain', cell: ({ gain }) => formatSigned(gain, 2) },
        {
          head: 'half of it by step',
          headProps: { className: styles.halfStep },
          cellProps: ({ half }) => (half === null ? { title: `It gained less than ${LEAST_GAIN}.` } : {}),
          cell: ({ half }) => half ?? '–',
        },
      ]}
    />
  );
});

/** The curve of a label's best score, from the score of guessing at the bottom to 1 at the top. */
function Spark({ row: { finding, steps, best } }: { readonly row: ScoreOverTrainingRow }) {
  const least = finding.kind === 'binary' ? 0.5 : 0;
  const axis = scoreAxis(
    Math.max(1, steps[steps.length - 1]),
    least,
    best.map((score) => Math.max(least, score)),
    WIDTH - 4,
    HEIGHT - 4,
  );
  return (
    <svg className={plotStyles.pictureSvg} width={WIDTH} height={HEIGHT} aria-hidden="true">
      <g transform="translate(2 2)">
        <path className={plotStyles.pictureGrid} d={`M0 ${HEIGHT - 3.5}H${WIDTH - 4}`} />
        <path
          className={styles.spark}
          d={axis.path(
            steps,
            best.map((score) => Math.max(least, score)),
          )}
        />
      </g>
    </svg>
  );
}
