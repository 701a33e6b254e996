import { memo } from 'react';
import { formatFixed } from '../../draw/format.ts';
import type { Cursor } from '../../state/ui.ts';
import { useApp, useAppStore, useUi } from '../StoreContext.tsx';
import { type Column, Table } from '../ui/Table.tsx';
import { LabelButton } from './LabelButton.tsx';
import { ScoreBar } from './ScoreBar.tsx';
import type { ScoreRow } from '../../state/foundScores.ts';
import { type RowOrder, VERDICT_TEXT } from './scoreRows.ts';
import { Button } from '../ui/Button.tsx';
import scoresStyles from './scores.module.css';
import styles from './ScoreTable.module.css';

interface ScoreTableProps {
  readonly kind: 'binary' | 'numeric';
  readonly rows: readonly ScoreRow[];
  /** Whether the rows show each label's best unit, or the selected unit for all labels. */
  readonly units: 'best' | 'selected';
}

/** A table with a row for each label of one kind. A press on a row selects its unit and channel. */
export const ScoreTable = memo(function ScoreTable({ kind, rows, units }: ScoreTableProps) {
  const store = useAppStore();
  const chosen = useApp((state) => state.ui.label);
  const [current, setOrder] = useUi('labelOrder');
  const order = (by: RowOrder, name: string) => sortingHead(by, current, setOrder, name);
  const isBinary = kind === 'binary';
  const choose = (row: ScoreRow): void => {
    store.getState().setUi({ label: row.finding.id });
    const { unit, channel, layer } = row.position;
    store.getState().select({ unit, channel, layer } satisfies Partial<Cursor>);
  };
  if (rows.length === 0) return null;
  return (
    <Table
      className={`${scoresStyles.scoreTable} ${scoresStyles.scoreLabels}`}
      data-part="score-labels"
      aria-label={isBinary ? 'Labels that are on or off' : 'Labels with a number'}
      rows={rows}
      rowKey={({ finding }) => finding.id}
      rowProps={({ finding }) => (finding.id === chosen ? { className: scoresStyles.chosen } : {})}
      columns={[
        {
          ...order('name', isBinary ? 'Label, on or off' : 'Label with a number'),
          cell: (row) => (
            <LabelButton finding={row.finding} isChosen={row.finding.id === chosen} onChoose={() => choose(row)} />
          ),
        },
        {
          head: units === 'best' ? 'best unit' : 'unit',
          term: 'unit',
          cellClass: scoresStyles.scoreUnit,
          cell: ({ position, direction }) => (
            <>
              <b>{position.channel}</b> {position.unit}{' '}
              <span aria-label={direction > 0 ? 'rising' : 'falling'} role="img">
                {direction > 0 ? '↑' : '↓'}
              </span>
            </>
          ),
        },
        {
          key: 'bar',
          head: (
            <span className={styles.scoreEnds}>
              <span>{isBinary ? '0.5' : '0'}</span>
              <span>{isBinary ? '0.75' : '0.5'}</span>
              <span>1</span>
            </span>
          ),
          headProps: { 'aria-label': 'bar' },
          className: scoresStyles.scoreAxis,
          cell: (row) => <ScoreBar row={row} />,
        },
        {
          ...order('score', isBinary ? 'AUC' : 'ρ'),
          cellClass: scoresStyles.scoreValue,
          cell: ({ score }) => formatFixed(score, 3),
        },
        { head: 'chance', term: 'chance', cell: ({ mark }) => optional(mark) },
        { head: 'last 1', term: 'last-1', cell: ({ finding }) => formatFixed(finding.last1, 2) },
        { head: 'last 3', term: 'last-3', cell: ({ finding }) => formatFixed(finding.last3, 2) },
        { head: 'un\u00adtrained', term: 'untrained', cell: ({ untrained }) => optional(untrained) },
        { head: 'probe', term: 'probe', cell: ({ probe }) => optional(probe) },
        {
          ...order('verdict', 'verdict'),
          cellClass: scoresStyles.scoreVerdict,
          cellProps: ({ verdict }) => ({ 'data-found': verdict === 'tracks' }),
          cell: ({ verdict }) => VERDICT_TEXT[verdict],
        },
      ]}
    />
  );
});

function optional(value: number | null): string {
  return value === null ? '–' : formatFixed(value, 2);
}

/** The head of a column, as a button that sorts the table by it. */
function sortingHead(
  order: RowOrder,
  current: RowOrder,
  setOrder: (order: RowOrder) => void,
  name: string,
): Pick<Column<ScoreRow>, 'key' | 'head' | 'headProps'> {
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
