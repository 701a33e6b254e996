import { useMemo } from 'react';
import { traceDifference } from '../../analysis/traceDifference.ts';
import { isOfSameRows, type Trace } from '../../engine/trace.ts';
import type { SelectedTrace } from '../ui/selectedTrace.ts';
import type { Ui } from '../../state/ui.ts';
import { useApp, useUi } from '../StoreContext.tsx';
import { useSelectedModel } from '../useModels.ts';

interface SeenTrace {
  readonly trace: Trace;
  /** Which run it is, if a character is changed; `after` otherwise. */
  readonly seen: Ui['seenRun'];
}

/** The trace that the maps show. If a character is changed, it is the chosen run, or the difference of the two runs. */
export function useSeenTrace({ trace }: SelectedTrace): SeenTrace {
  const passage = useApp((state) => state.passage);
  const base = useSelectedModel(({ shown }) => shown?.unchanged);
  const [seen] = useUi('seenRun');
  return useMemo(() => {
    const isPair = passage.kind === 'edited' && base && isOfSameRows(base, trace) && base.step === trace.step;
    if (!isPair || seen === 'after') return { trace, seen: 'after' };
    return { trace: seen === 'before' ? base : traceDifference(trace, base), seen };
  }, [passage, base, trace, seen]);
}
