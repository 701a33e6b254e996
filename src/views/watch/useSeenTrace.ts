import { useMemo } from 'react';
import { traceDifference } from '../../analysis/traceDifference.ts';
import type { Trace } from '../../engine/trace.ts';
import type { SelectedTrace } from '../picture/selectedTrace.ts';
import { useApp } from '../StoreContext.tsx';
import { useWatchOptions, type SeenRun } from './watchOptions.ts';

export interface SeenTrace {
  readonly trace: Trace;
  /** Which run of a text with a changed character it is; `after` for every other text. */
  readonly seen: SeenRun;
}

/** The trace that the maps show: while a changed character is read, the run that was chosen, or the difference of the two. */
export function useSeenTrace({ trace }: SelectedTrace): SeenTrace {
  const passage = useApp((state) => state.passage);
  const base = useApp((state) => state.baseTraces[state.cursor.slot]);
  const { seen } = useWatchOptions();
  return useMemo(() => {
    const isPair =
      passage.kind === 'edited' && base?.from === trace.from && base.kept === trace.kept && base.step === trace.step;
    if (!isPair || seen === 'after') return { trace, seen: 'after' };
    return { trace: seen === 'before' ? base : traceDifference(trace, base), seen };
  }, [passage, base, trace, seen]);
}
