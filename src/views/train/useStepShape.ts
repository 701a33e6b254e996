import { useMemo } from 'react';
import { type BatchPlan, batchPlan } from '../../engine/batches.ts';
import { useApp } from '../StoreContext.tsx';

/** What one step reads under the settings: fewer streams and a shorter window where the text is short. Null without a text. */
export function useStepShape(): Pick<BatchPlan, 'batch' | 'unroll'> | null {
  const count = useApp(({ text }) => text?.trainCount ?? 0);
  const batch = useApp(({ settings }) => settings.batch);
  const unroll = useApp(({ settings }) => settings.unroll);
  return useMemo(() => (count < 2 ? null : batchPlan(count, batch, unroll)), [count, batch, unroll]);
}
