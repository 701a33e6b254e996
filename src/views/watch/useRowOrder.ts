import { useEffect, useMemo, useRef } from 'react';
import { orderedRows, type OrderedRows, type RowOrder } from '../../analysis/rowOrder.ts';
import type { Findings } from '../../analysis/scores/findings.ts';
import { scoreOrder } from '../../analysis/scores/scoreOrder.ts';
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
export function useRowOrder(
  trace: Trace,
  slot: string,
  layer: number,
  order: RowOrder | 'score',
  flip: boolean,
): OrderedRows {
  const training = useApp((state) => state.status === 'training');
  const kept = useRef<Kept | null>(null);
  const scored = useScoredLabel(slot);
  const asked = `${slot} ${layer} ${trace.spec.cell} ${trace.spec.hidden} ${order} ${flip} ${scored?.label ?? ''}`;
  const rows = useMemo(() => {
    const old = kept.current;
    if (training && old && old.asked === asked) return old.rows;
    const { values, hidden } = channelValues(trace, stateChannel(trace.spec), layer);
    const byScore = order === 'score' && scored ? scoreOrder(trace.spec, scored.findings, scored.label, layer) : null;
    // Without a search there is no score: alike rows together then.
    const fresh = byScore
      ? { order: byScore, signs: null }
      : orderedRows(order === 'score' ? 'similarity' : order, values, hidden, flip);
    return old && same(old.rows, fresh) ? old.rows : fresh;
  }, [trace, layer, order, flip, scored, asked, training]);
  useEffect(() => {
    kept.current = { asked, rows };
  }, [asked, rows]);
  return rows;
}

/** What Find found in a model and the label that was chosen there last, or its first; null without a finished search. */
export function useScoredLabel(
  slot: string,
): { readonly findings: Findings; readonly label: string; readonly name: string } | null {
  const findings = useApp((state) => state.searches[slot]?.findings);
  const chosen = useApp((state) => state.label);
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
