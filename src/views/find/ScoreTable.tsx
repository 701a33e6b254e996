import { memo } from 'react';
import { formatFixed } from '../../draw/format.ts';
import type { Search } from '../../state/findState.ts';
import type { ScoreRow } from '../../state/foundScores.ts';
import { useApp, useAppStore, useUi } from '../StoreContext.tsx';
import { Button } from '../ui/Button.tsx';
import { type Column, Table } from '../ui/Table.tsx';
import { LabelButton } from './LabelButton.tsx';
import { LabelDetail } from './LabelDetail.tsx';
import { ScoreBar } from './ScoreBar.tsx';
import { type RowOrder, VERDICT_TEXT } from './scoreRows.ts';
import scoresStyles from './scores.module.css';
import styles from './ScoreTable.module.css';

interface ScoreTableProps {
  readonly kind: 'binary' | 'numeric';
  /** Accessible name. */
  readonly name: string;
  readonly rows: readonly ScoreRow[];
  readonly search: Search;
  /** Whether the rows show each label's best unit, or the selected unit for all labels. */
  readonly units: 'best' | 'selected';
  /** Ids of the labels whose rows are open. */
  readonly opened: ReadonlySet<string>;
  readonly onOpen: (label: string) => void;
}

/** A line of the table: a label's row, or what stands under an opened one. */
interface Line {
  readonly row: ScoreRow;
  readonly isDetail: boolean;
}

const COLUMNS = 5;

/** A table with a row for each label of one kind. A press on a row selects its unit and channel; a button opens the row. */
export const ScoreTable = memo(function ScoreTable(props: ScoreTableProps) {
  const { kind, name, rows, search, units, opened, onOpen } = props;
  const store = useAppStore();
  const chosen = useApp((state) => state.ui.label);
  const [current, setOrder] = useUi('labelOrder');
  const order = (by: RowOrder, text: string) => sortingHead(by, current, setOrder, text);
  const isBinary = kind === 'binary';
  const bar = order('score', isBinary ? 'AUC' : 'ρ');
  const choose = ({ finding, position }: ScoreRow): void => {
    store.getState().setUi({ label: finding.id });
    store.getState().select(position);
  };
  if (rows.length === 0) return null;
  const lines = rows.flatMap((row): Line[] => [
    { row, isDetail: false },
    ...(opened.has(row.finding.id) ? [{ row, isDetail: true }] : []),
  ]);
  const detailId = ({ finding }: ScoreRow): string => `label-detail-${finding.id}`;
  return (
    <Table
      className={`${scoresStyles.scoreTable} ${scoresStyles.scoreLabels}`}
      data-part="score-labels"
      aria-label={name}
      rows={lines}
      rowKey={({ row, isDetail }) => `${row.finding.id}${isDetail ? ' detail' : ''}`}
      rowProps={({ row, isDetail }) =>
        isDetail
          ? { className: styles.detailRow, id: detailId(row), 'data-detail': true }
          : row.finding.id === chosen
            ? { className: scoresStyles.chosen }
            : {}
      }
      columns={[
        {
          ...order('name', isBinary ? 'Label, on or off' : 'Label with a number'),
          cell: ({ row, isDetail }) =>
            isDetail ? (
              { colSpan: COLUMNS, content: <LabelDetail row={row} search={search} /> }
            ) : (
              <LabelButton finding={row.finding} isChosen={row.finding.id === chosen} onChoose={() => choose(row)} />
            ),
        },
        {
          head: units === 'best' ? 'best unit' : 'unit',
          term: 'unit',
          cellClass: scoresStyles.scoreUnit,
          cell: ({ row: { position, direction } }) => (
            <>
              <b>{position.channel}</b> {position.unit}{' '}
              <span aria-label={direction > 0 ? 'rising' : 'falling'} role="img">
                {direction > 0 ? '↑' : '↓'}
              </span>
            </>
          ),
        },
        {
          ...bar,
          head: (
            <>
              <span className={styles.scoreSort}>{bar.head}</span>
              <span className={styles.scoreEnds} aria-hidden="true">
                <span>{isBinary ? '0.5' : '0'}</span>
                <span>{isBinary ? '0.75' : '0.5'}</span>
                <span>1</span>
              </span>
            </>
          ),
          className: scoresStyles.scoreAxis,
          cell: ({ row }) => (
            <span className={styles.barAndScore}>
              <ScoreBar row={row} />
              <span className={styles.score}>{formatFixed(row.score, 3)}</span>
            </span>
          ),
        },
        {
          ...order('verdict', 'verdict'),
          cellClass: scoresStyles.scoreVerdict,
          cellProps: ({ row: { verdict } }) => ({ 'data-found': verdict === 'tracks' }),
          cell: ({ row: { verdict } }) => VERDICT_TEXT[verdict],
        },
        {
          key: 'open',
          head: <span className="visually-hidden">All numbers</span>,
          className: styles.open,
          cell: ({ row }) => {
            const isOpen = opened.has(row.finding.id);
            return (
              <Button
                kind="icon"
                className={styles.openButton}
                aria-expanded={isOpen}
                aria-controls={isOpen ? detailId(row) : undefined}
                aria-label={`All numbers of “${row.finding.name}”`}
                title="All numbers of this label"
                onClick={() => onOpen(row.finding.id)}
              >
                <span aria-hidden="true">{isOpen ? '▾' : '▸'}</span>
              </Button>
            );
          },
        },
      ]}
    />
  );
});

/** The head of a column, as a button that sorts the table by it. */
function sortingHead(
  order: RowOrder,
  current: RowOrder,
  setOrder: (order: RowOrder) => void,
  name: string,
): Pick<Column<Line>, 'key' | 'head' | 'headProps'> {
  const sort = current !== order ? 'none' : order === 'score' ? 'descending' : 'ascending';
  return {
    key: order,
    headProps: { 'aria-sort': sort },
    head: (
      <Button kind="bare" className={scoresStyles.scoreOrder} onClick={() => setOrder(order)}>
        {name}
        <span aria-hidden="true">{current === order ? ' ▾' : ''}</span>
      </Button>
    ),
  };
}
