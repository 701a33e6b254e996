import { useEffect, useMemo, useRef } from 'react';
import { rowOrder, type RowOrder } from '../../analysis/rowOrder.ts';
import type { Trace } from '../../engine/trace.ts';
import { channelValues, stateChannel } from '../../draw/channelValues.ts';
import { useApp } from '../StoreContext.tsx';

interface Kept {
  readonly order: RowOrder;
  readonly model: string;
  readonly rows: Int32Array;
}

/**
 * Unit of each row, [H], decided by the state channel so that a unit has one row in all maps. While the model trains the
 * rows stay where they are: a picture whose rows jump once a second cannot be read.
 */
export function useRowOrder(trace: Trace, slot: string, layer: number, order: RowOrder): Int32Array {
  const training = useApp((state) => state.status === 'training');
  const kept = useRef<Kept | null>(null);
  const model = `${slot} ${layer} ${trace.spec.cell} ${trace.spec.hidden}`;
  const rows = useMemo(() => {
    const old = kept.current;
    if (training && old && old.order === order && old.model === model) return old.rows;
    const { values, hidden } = channelValues(trace, stateChannel(trace.spec), layer);
    const fresh = rowOrder(order, values, hidden);
    return old && same(old.rows, fresh) ? old.rows : fresh;
  }, [trace, layer, order, model, training]);
  useEffect(() => {
    kept.current = { order, model, rows };
  }, [order, model, rows]);
  return rows;
}

function same(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((unit, row) => unit === b[row]);
}
