import { useEffect, useMemo, useRef } from 'react';
import { orderedRows, type OrderedRows, type RowOrder } from '../../analysis/rowOrder.ts';
import type { Trace } from '../../engine/trace.ts';
import { channelValues, stateChannel } from '../../draw/channelValues.ts';
import { useApp } from '../StoreContext.tsx';

interface Kept {
  readonly asked: string;
  readonly rows: OrderedRows;
}

/**
 * Unit of each row and the sign it is drawn with, decided by the state channel so that a unit has one row in all maps.
 * While the model trains the rows stay where they are: a picture whose rows jump once a second cannot be read.
 */
export function useRowOrder(trace: Trace, slot: string, layer: number, order: RowOrder, flip: boolean): OrderedRows {
  const training = useApp((state) => state.status === 'training');
  const kept = useRef<Kept | null>(null);
  const asked = `${slot} ${layer} ${trace.spec.cell} ${trace.spec.hidden} ${order} ${flip}`;
  const rows = useMemo(() => {
    const old = kept.current;
    if (training && old && old.asked === asked) return old.rows;
    const { values, hidden } = channelValues(trace, stateChannel(trace.spec), layer);
    const fresh = orderedRows(order, values, hidden, flip);
    return old && same(old.rows, fresh) ? old.rows : fresh;
  }, [trace, layer, order, flip, asked, training]);
  useEffect(() => {
    kept.current = { asked, rows };
  }, [asked, rows]);
  return rows;
}

function same(a: OrderedRows, b: OrderedRows): boolean {
  const isSame = (x: ArrayLike<number>, y: ArrayLike<number>): boolean =>
    x.length === y.length && Array.prototype.every.call(x, (value, k) => value === y[k]);
  return isSame(a.order, b.order) && isSame(a.signs ?? [], b.signs ?? []);
}
