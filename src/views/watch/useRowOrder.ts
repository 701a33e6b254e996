import { useEffect, useMemo, useRef } from 'react';
import { orderedRows, type OrderedRows, type RowOrder } from '../../analysis/rowOrder.ts';
import type { Findings } from '../../analysis/scores/findings.ts';
import { scoreOrder } from '../../analysis/scores/scoreOrder.ts';
import type { Trace } from '../../engine/trace.ts';
import { channelValues, stateChannel } from '../../draw/channelValues.ts';
import { useApp } from '../StoreContext.tsx';

interface LastRows {
  readonly key: string;
  readonly rows: OrderedRows;
}

/**
 * The unit of each row and the sign with which it is drawn. The state channel decides, so that a unit has the same row in
 * all maps. During training the rows stay where they are, because rows that jump once a second cannot be read.
 */
export function useRowOrder(
  trace: Trace,
  model: string,
  layer: number,
  order: RowOrder | 'score',
  flip: boolean,
): OrderedRows {
  const training = useApp((state) => state.status === 'training');
  const last = useRef<LastRows | null>(null);
  const scored = useScoredLabel(model);
  const key = `${model} ${layer} ${trace.spec.cell} ${trace.spec.hidden} ${order} ${flip} ${scored?.label ?? ''}`;
  const rows = useMemo(() => {
    const old = last.current;
    if (training && old && old.key === key) return old.rows;
    const { values, hidden } = channelValues(trace, stateChannel(trace.spec), layer);
    const byScore = order === 'score' && scored ? scoreOrder(trace.spec, scored.findings, scored.label, layer) : null;
    // Without a search there is no score; the order by similarity replaces it.
    const fresh = byScore
      ? { order: byScore, signs: null }
      : orderedRows(order === 'score' ? 'similarity' : order, values, hidden, flip);
    return old && same(old.rows, fresh) ? old.rows : fresh;
  }, [trace, layer, order, flip, scored, key, training]);
  useEffect(() => {
    last.current = { key, rows };
  }, [key, rows]);
  return rows;
}

/** The findings of a model's search with the chosen label or else its first; null without a search. */
export function useScoredLabel(
  model: string,
): { readonly findings: Findings; readonly label: string; readonly name: string } | null {
  const findings = useApp((state) => state.models[model]?.results.search?.findings);
  const chosen = useApp((state) => state.ui.label);
  return useMemo(() => {
    const label = findings?.found.find(({ id }) => id === chosen) ?? findings?.found[0];
    return findings && label ? { findings, label: label.id, name: label.name } : null;
  }, [findings, chosen]);
}

function same(a: OrderedRows, b: OrderedRows): boolean {
  const isSame = (x: ArrayLike<number>, y: ArrayLike<number>): boolean =>
    x.length === y.length && Array.prototype.every.call(x, (value, k) => value === y[k]);
  return isSame(a.order, b.order) && isSame(a.signs ?? [], b.signs ?? []);
}
