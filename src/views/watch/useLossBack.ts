import { useEffect, useMemo, useState } from 'react';
import { backThroughCost, lossBackThrough, type LossBackThrough } from '../../analysis/lossBackThrough.ts';
import type { Trace } from '../../engine/trace.ts';

/** The most multiplications that are computed at every move of the cursor; they take some milliseconds. */
const AT_ONCE = 2e6;
/** For more, the cursor must have rested for so many milliseconds. */
const REST = 150;

/**
 * The gradient of the chosen loss over the copies. Null if there is no loss, and in large models until the cursor rests.
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
