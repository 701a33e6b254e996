import { memo } from 'react';
import { formatFixed } from '../../draw/format.ts';
import type { Cursor } from '../../store/state.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { setFindOptions, useFindOption } from './findOptions.ts';
import { LabelButton } from './LabelButton.tsx';
import { ScoreBar } from './ScoreBar.tsx';
import type { ScoreRow } from '../../store/scoreRows.ts';
import { type RowOrder, VERDICT_WORDS } from './scoreRows.ts';

export interface ScoreTableProps {
  readonly kind: 'binary' | 'numeric';
  readonly rows: readonly ScoreRow[];
  /** Whether rows name each label's best unit, or all the same one. */
  readonly units: 'best' | 'selected';
}

/** The labels of one kind, one row each. A press on a row selects its unit and channel everywhere. */
export const ScoreTable = memo(function ScoreTable({ kind, rows, units }: ScoreTableProps) {
  const store = useAppStore();
  const chosen = useApp((state) => state.label);
  const isBinary = kind === 'binary';
  const choose = (row: ScoreRow): void => {
    store.getState().chooseLabel(row.finding.id);
    const { unit, channel, layer } = row.place;
    store.getState().select({ unit, channel, layer } satisfies Partial<Cursor>);
  };
  if (rows.length === 0) return null;
  return (
    <table
      className="picture-table score-table score-labels"
      aria-label={isBinary ? 'Labels that are on or off' : 'Labels with a number'}
    >
      <thead>
        <tr>
          <OrderHead order="name">{isBinary ? 'Label, on or off' : 'Label with a number'}</OrderHead>
          <th scope="col">{units === 'best' ? 'best unit' : 'unit'}</th>
          <th scope="col" className="score-axis" aria-label="bar">
            <span className="score-ends">
              <span>{isBinary ? '0.5' : '0'}</span>
              <span>{isBinary ? '0.75' : '0.5'}</span>
              <span>1</span>
            </span>
          </th>
          <OrderHead order="score">{isBinary ? 'AUC' : '|ρ|'}</OrderHead>
          <th scope="col">chance</th>
          <th scope="col">last 1</th>
          <th scope="col">last 3</th>
          <th scope="col">un­trained</th>
          <th scope="col">probe</th>
          <OrderHead order="verdict">verdict</OrderHead>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.finding.id} className={row.finding.id === chosen ? 'chosen' : undefined}>
            <th scope="row">
              <LabelButton finding={row.finding} isChosen={row.finding.id === chosen} onChoose={() => choose(row)} />
            </th>
            <td className="score-unit">
              <b>{row.place.channel}</b> {row.place.unit}{' '}
              <span aria-label={row.direction > 0 ? 'rising' : 'falling'} role="img">
                {row.direction > 0 ? '↑' : '↓'}
              </span>
            </td>
            <td className="score-axis">
              <ScoreBar row={row} />
            </td>
            <td className="score-value">{formatFixed(row.score, 3)}</td>
            <td>{optional(row.mark)}</td>
            <td>{formatFixed(row.finding.last1, 2)}</td>
            <td>{formatFixed(row.finding.last3, 2)}</td>
            <td>{optional(row.untrained)}</td>
            <td>{optional(row.probe)}</td>
            <td className="score-verdict" data-found={row.verdict === 'tracks'}>
              {VERDICT_WORDS[row.verdict]}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
});

function optional(value: number | null): string {
  return value === null ? '–' : formatFixed(value, 2);
}

/** A column's head that sorts by it. */
function OrderHead({ order, children }: { readonly order: RowOrder; readonly children: string }) {
  const current = useFindOption('order');
  const sort = current !== order ? 'none' : order === 'score' ? 'descending' : 'ascending';
  return (
    <th scope="col" aria-sort={sort}>
      <button type="button" className="score-order" onClick={() => setFindOptions({ order })}>
        {children}
        <span aria-hidden="true">{current === order ? ' ▾' : ''}</span>
      </button>
    </th>
  );
}
