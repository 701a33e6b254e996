/** Results that a person starts. Each has a status, and is changed while it is being computed. Pure. */
import { changeResults } from './changeModel.ts';
import { allModels } from './models.ts';
import type { Results } from './results.ts';
import type { AppState, ModelId } from './state.ts';

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

/** Stops the result of this kind that is being computed. What was found remains. */
export function stopResult(state: AppState, kind: StartedKind): Partial<AppState> {
  const running = runningResult(state, kind);
  return running ? changeResult(state, kind, running.model, { status: 'stopped' }) : {};
}
