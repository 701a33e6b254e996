import { formatCount, formatFixed } from '../../draw/format.ts';
import { Table } from '../ui/Table.tsx';
import type { RecallLine } from './RecallChart.tsx';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import pictureStyles from '../ui/picture.module.css';
import styles from './RecallTable.module.css';

/** The share of right answers at trained lags and at longer ones, and the probability of the right answer. */
export function RecallTable(props: { readonly lines: readonly RecallLine[]; readonly trainedTo: number }) {
  const { lines, trainedTo } = props;
  if (lines.length === 0) return null;
  return (
    <section aria-label="Answers in numbers" {...pictureMark('recallTable')}>
      <PictureTitle of="recallTable" level={3}>
        In numbers
      </PictureTitle>
      <Table
        className={styles.recallTable}
        rows={lines}
        rowKey={({ model }) => model.id}
        modelOf={({ model }) => model}
        columns={[
          {
            key: 'model',
            head: <span className="visually-hidden">Model</span>,
            cellClass: pictureStyles.plotCellName,
            cell: ({ model }) => model.name,
          },
          { head: 'step', term: 'step', cell: ({ step }) => formatCount(step) },
          { head: `right, lags to ${trainedTo}`, cell: (line) => shareRight(line, (lag) => lag <= trainedTo) },
          { head: 'right, longer lags', cell: (line) => shareRight(line, (lag) => lag > trainedTo) },
          {
            head: 'probability of the right answer',
            term: 'right-answers',
            cell: ({ scores: { probability } }) =>
              formatFixed(probability.reduce((sum, p) => sum + p, 0) / probability.length, 3),
          },
          { head: 'answers', cell: ({ asked }) => formatCount(asked.length) },
        ]}
      />
    </section>
  );
}

/** The share of the questions at some lags that were answered correctly. */
function shareRight({ asked, scores }: RecallLine, isIn: (lag: number) => boolean): string {
  let count = 0;
  let right = 0;
  for (const [n, { lag }] of asked.entries()) {
    if (!isIn(lag)) continue;
    count++;
    right += scores.right[n];
  }
  return count === 0 ? '–' : formatFixed(right / count, 3);
}
