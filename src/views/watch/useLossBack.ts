import { useEffect, useMemo, useState } from 'react';
import { backThroughCost, lossBackThrough, type LossBackThrough } from '../../analysis/lossBackThrough.ts';
import type { Trace } from '../../engine/trace.ts';

/** Products that may be computed at every move of the cursor: some milliseconds. */
const AT_ONCE = 2e6;
/** Where it costs more, the cursor must have rested so long. */
const REST = 150;

/**
 * The chosen loss's gradient over the copies; null where there is none, and while a large model's is waited for until the
 * cursor rests.
 *
 * @param position null for no loss
 */
export function useLossBack(
  trace: Trace,
  params: Float32Array,
  position: number | null,
  from: number,
): LossBackThrough | null {
  const isCheap = backThroughCost(trace.spec, position === null ? 1 : position - from + 1) <= AT_ONCE;
  const wanted = `${position} ${from}`;
  const [rested, setRested] = useState(wanted);
  useEffect(() => {
    if (isCheap || rested === wanted) return;
    const timer = setTimeout(() => setRested(wanted), REST);
    return () => clearTimeout(timer);
  }, [isCheap, rested, wanted]);
  const isDue = isCheap || rested === wanted;
  const back = useMemo(() => lossBackThrough(trace, params), [trace, params]);
  return useMemo(
    () => (isDue && position !== null && position >= from ? back(position, from) : null),
    [back, isDue, position, from],
  );
}
