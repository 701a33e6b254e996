import { useDeferredValue, useEffect, useMemo, useRef } from 'react';
import { cursorOrder, fewAtCursor, isCursorOrder } from '../../analysis/cursorOrder.ts';
import { orderedRows, type OrderedRows, orderedSome, type RowOrder } from '../../analysis/rowOrder.ts';
import type { Findings } from '../../analysis/scores/findings.ts';
import { scoreOrder } from '../../analysis/scores/scoreOrder.ts';
import type { Channel } from '../../engine/cells/channels.ts';
import type { Trace } from '../../engine/trace.ts';
import { channelValues, stateChannel, valuesAt, valuesBefore } from '../../draw/channelValues.ts';
import { useApp } from '../StoreContext.tsx';

interface LastRows {
  readonly key: string;
  readonly rows: OrderedRows;
}

interface RowOrderRequest {
  readonly trace: Trace;
  readonly model: string;
  readonly layer: number;
  readonly order: RowOrder | 'score';
  readonly flip: boolean;
  /** The channel whose values at the cursor count, in the orders by them. */
  readonly channel: Channel;
  /** The units that have a row; null for all. The orders by the cursor show as many, those that it tells most about. */
  readonly units: Int32Array | null;
  /** The selected unit, which always has a row. */
  readonly unit: number;
}

/**
 * The unit of each row and the sign with which it is drawn. The state channel decides, so that a unit has the same row in
 * all maps. During training the rows stay where they are, because rows that jump once a second cannot be read. Only the orders
 * by the cursor follow it, after the cursor itself is drawn; as long as the rows stay the same, no map is drawn again.
 */
export function useRowOrder({ trace, model, layer, order, flip, channel, units, unit }: RowOrderRequest): OrderedRows {
  const training = useApp((state) => state.status === 'training');
  const last = useRef<LastRows | null>(null);
  const scored = useScoredLabel(model);
  const t = useDeferredValue(useApp(({ ui }) => (isCursorOrder(order) ? ui.cursor.t : null)));
  const at = t === null ? '' : `${channel} ${t}`;
  const { cell, hidden } = trace.spec;
  // Only the orders by the cursor choose their rows by themselves.
  const selected = isCursorOrder(order) && units ? unit : 0;
  const chosen = units ? `${units.join(',')} ${selected}` : '';
  const key = `${model} ${layer} ${cell} ${hidden} ${order} ${flip} ${scored?.label ?? ''} ${at} ${chosen}`;
  const rows = useMemo(() => {
    const old = last.current;
    if (training && old && old.key === key) return old.rows;
    const fresh = (): OrderedRows => {
      if (isCursorOrder(order)) {
        const now = valuesAt(channelValues(trace, channel, layer), t ?? 0);
        const all = cursorOrder(order, now, valuesBefore(trace, channel, layer, t ?? 0));
        return { order: units ? fewAtCursor(order, all, units.length, selected) : all, signs: null };
      }
      if (order === 'score' && scored) {
        const all = scoreOrder(trace.spec, scored.findings, scored.label, layer);
        if (all) return { order: units ? all.filter((one) => units.includes(one)) : all, signs: null };
      }
      const { values } = channelValues(trace, stateChannel(trace.spec), layer);
      // Without a search there is no score; the order by similarity replaces it.
      const byTrace = order === 'score' ? 'similarity' : order;
      return units ? orderedSome(byTrace, values, hidden, flip, units) : orderedRows(byTrace, values, hidden, flip);
    };
    const rowsNow = fresh();
    return old && same(old.rows, rowsNow) ? old.rows : rowsNow;
  }, [trace, channel, layer, order, flip, units, selected, hidden, scored, key, training, t]);
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
