/** Results that a person starts. Each has a status, and is changed while it is being computed. Pure. */
import { changeResults } from './changeModel.ts';
import { allModels } from './models.ts';
import { NO_RESULTS, type Results } from './results.ts';
import type { AppState } from './state.ts';
import type { ModelId } from './model.ts';

type StartedKind = 'search' | 'scoresOverTraining' | 'costs' | 'clampedWriting';
type StartedResult<K extends StartedKind> = NonNullable<Results[K]>;

/** The result of this kind that is being computed, and its model. */
export function runningResult<K extends StartedKind>(
  state: Pick<AppState, 'models'>,
  kind: K,
): { readonly model: ModelId; readonly result: StartedResult<K> } | null {
  for (const { is, results } of allModels(state)) {
    const result: Results[K] = results[kind];
    if (result?.status === 'running') return { model: is.id, result };
  }
  return null;
}

/** Changes the result of one model. Nothing happens if there is none, because the model was removed. */
export function changeResult<K extends StartedKind>(
  state: Pick<AppState, 'models'>,
  kind: K,
  model: ModelId,
  change: Partial<StartedResult<K>> | ((result: StartedResult<K>) => Partial<StartedResult<K>>),
): Partial<AppState> {
  return changeResults(state, model, (results) => {
    const result: Results[K] = results[kind];
    if (!result) return {};
    return { [kind]: { ...result, ...(typeof change === 'function' ? change(result) : change) } };
  });
}

/**
 * What stays known of a run that a person may come back to: measurements that name the weights they are of. Those of a trace go
 * with it. What is being computed counts as stopped.
 */
export function keptResults({ gates, recall, spectra, checkpointMetrics, ...results }: Results): Results {
  const stopped = <R extends { readonly status: string }>(result: R | null): R | null =>
    result?.status === 'running' ? { ...result, status: 'stopped' } : result;
  return {
    ...NO_RESULTS,
    gates,
    recall,
    spectra,
    checkpointMetrics,
    search: stopped(results.search),
    scoresOverTraining: stopped(results.scoresOverTraining),
    costs: stopped(results.costs),
  };
}

/** Stops the result of this kind that is being computed. What was found remains. */
export function stopResult(state: AppState, kind: StartedKind): Partial<AppState> {
  const running = runningResult(state, kind);
  return running ? changeResult(state, kind, running.model, { status: 'stopped' }) : {};
}
