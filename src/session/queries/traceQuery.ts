import { changeEachModel } from '../../state/changeModel.ts';
import { passageLength, passageTokens, stretchTokens } from '../../state/passage.ts';
import { shownParams } from '../../state/perturbations.ts';
import { runRef, type RunRef } from '../../state/runRef.ts';
import { rowsOfTrace, runToShow, staleModels } from '../../state/shownTraces.ts';
import type { AppState } from '../../state/state.ts';
import type { ModelId, ModelRun, Shown } from '../../state/model.ts';
import { withUi } from '../../state/ui.ts';
import { handOverCopy } from '../../worker/client.ts';
import type { ViewerQuery } from './query.ts';
import { askEach, viewerQuery } from './subjects.ts';

/** A model to be traced, with the weights of `of`. */
interface TracedRun extends RunRef {
  readonly of: ModelRun;
  readonly perturbation: Shown['perturbation'];
}

interface TraceKey extends Pick<AppState, 'passage' | 'traceWindow'> {
  readonly subjects: readonly TracedRun[];
  /** Whether one of them has no trace yet. */
  readonly isFirst: boolean;
}

/**
 * The traces of the models on the passage. All come from the same snapshots, so that models are compared at the same step.
 *
 * @param bytes the most memory for all traces together
 */
export function traceQuery(bytes: number): ViewerQuery<TraceKey, Readonly<Record<ModelId, Shown>>> {
  return viewerQuery({
    wanted(state, circumstances) {
      const { text, passage, traceWindow } = state;
      const stale = text ? staleModels(state, bytes, circumstances) : [];
      const subjects = stale.map((model): TracedRun => {
        return { ...runRef(model), of: runToShow(state, model)!, perturbation: model.perturbation };
      });
      const isFirst = stale.some(({ shown }) => !shown);
      return subjects.length > 0 ? { subjects, isFirst, passage, traceWindow } : null;
    },
    identity: ({ passage, traceWindow, subjects }) => [
      passage,
      traceWindow,
      ...subjects.flatMap(({ of, perturbation }) => [of.params, perturbation]),
    ],
    isUrgent: ({ isFirst }) => isFirst,

    ask: ({ subjects, passage, traceWindow }, { state, call }) =>
      askEach(subjects, async ({ of: run, perturbation, model }): Promise<Shown> => {
        const params = shownParams(run, perturbation);
        const rows = rowsOfTrace(state, model, run, bytes);
        const traceOf = (tokens: Int32Array): Promise<Shown['trace']> =>
          call((api) => api.trace(run.spec, handOverCopy(params), handOverCopy(tokens), run.paramsStep, rows));
        const unchanged = passage.kind === 'edited' ? await traceOf(stretchTokens(state)) : null;
        const trace = await traceOf(passageTokens(state));
        return { trace, params, perturbation, unchanged, run, passage, traceWindow };
      }),
    finish: (state, _, traced) => ({
      ...changeEachModel(state, ({ is, shown }) => ({ shown: traced[is.id] ?? shown })),
      ...withUi(state, { cursor: { t: Math.max(0, Math.min(state.ui.cursor.t, passageLength(state) - 1)) } }),
    }),
  });
}
