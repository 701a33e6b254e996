/** Whether a measurement still belongs to a model's run, which may have been restarted, taken back or changed by hand. */
import type { RunThen } from './results.ts';
import type { AppState } from './state.ts';
import type { Model, ModelId, ModelRun } from './model.ts';

/** The run of a model when a question was asked. */
export interface RunRef {
  readonly model: ModelId;
  readonly run: ModelRun | null;
}

export function runRef({ is, run }: Pick<Model, 'is' | 'run'>): RunRef {
  return { model: is.id, run };
}

/** Whether the model still exists and its run has only been trained further. */
export function isCurrent({ models }: Pick<AppState, 'models'>, { model, run }: RunRef): boolean {
  return continues(run, models[model]?.run ?? null);
}

/** Whether a run has only been trained further since then. */
export function continues(then: RunThen | null, now: ModelRun | null): boolean {
  if (!now || !then) return false;
  return isSameRun(now, then) && now.perturbed === then.perturbed && now.paramsStep >= then.paramsStep;
}

/** Whether there was no reset between these. Every run keeps its own initial weights by reference. */
export function isSameRun(a: Pick<ModelRun, 'checkpoints'>, b: Pick<ModelRun, 'checkpoints'>): boolean {
  return a.checkpoints[0]?.params === b.checkpoints[0]?.params;
}
