/** Which traces the pictures need: of which models, with which weights, and how many rows. Pure. */
import type { Range } from '../engine/range.ts';
import { activeModels, allModels } from './models.ts';
import { passageTokens } from './passage.ts';
import { rowsToRetain, stillServes, traceBudgets } from './retainedRows.ts';
import { runAt } from './savedCheckpoints.ts';
import type { AppState } from './state.ts';
import type { Model, ModelId, ModelRun, Shown } from './model.ts';

/**
 * The active models that must be traced again. While training, models that are not on the screen wait, and so do those whose
 * trace is merely older, until the rest between traces is over.
 *
 * @param bytes the most memory for all traces together
 */
export function staleModels(
  state: AppState,
  bytes: number,
  { isTraining, isRested }: { readonly isTraining: boolean; readonly isRested: boolean },
): readonly Model[] {
  const { ui } = state;
  const budgets = budgetsOf(state, bytes);
  return activeModels(state).filter((model) => {
    const { is, run, shown, perturbation } = model;
    if (!run || !shown) return run !== null;
    const isOnScreen = is.id === ui.cursor.model || ui.workspace === 'compare' || !isTraining;
    const canWait = shown.perturbation === perturbation && !isBehind(state, shown);
    if (!isOnScreen || (canWait && !isRested)) return false;
    return !isShown(state, model) || !serves(state, shown, budgets.get(is.id) ?? 0);
  });
}

/** Whether a model's trace has the right weights and passage. */
export function isShown({ passage, traceWindow, ...state }: AppState, model: Model): boolean {
  const { shown, perturbation } = model;
  return (
    shown?.run.params === runToShow(state, model)?.params &&
    shown?.passage === passage &&
    shown.traceWindow === traceWindow &&
    shown.perturbation === perturbation
  );
}

/** The run with the weights to be shown: the newest, those of the chosen step, or the same as before if frozen. */
export function runToShow(
  { ui: { frozen, viewedStep } }: Pick<AppState, 'ui'>,
  { run, shown, lastShownRun }: Model,
): ModelRun | null {
  return (frozen ? (shown?.run ?? lastShownRun) : null) ?? (run && runAt(run, viewedStep));
}

/** The rows of a model's trace to retain within its share of the memory. */
export function rowsOfTrace(state: AppState, model: ModelId, { spec }: ModelRun, bytes: number): Range {
  const budget = budgetsOf(state, bytes).get(model) ?? 0;
  return rowsToRetain(spec, passageTokens(state).length, budget, viewportOf(state));
}

/** Whether another model is shown at a later step, because this one was not on the screen. */
function isBehind(state: AppState, { trace }: Shown): boolean {
  return allModels(state).some(({ shown }) => shown !== null && shown.trace.step > trace.step);
}

/** Bytes for the trace of each active model. An edited passage is traced twice, once unchanged. */
function budgetsOf(state: AppState, bytes: number): ReadonlyMap<ModelId, number> {
  const { passage, ui } = state;
  const traced = activeModels(state).flatMap(({ is, run }) => (run ? [{ id: is.id, spec: run.spec }] : []));
  const T = passageTokens(state).length;
  return traceBudgets(traced, ui.cursor.model, T, passage.kind === 'edited' ? bytes / 2 : bytes);
}

function serves(state: AppState, { trace }: Shown, budget: number): boolean {
  return stillServes(trace.rows, trace.spec, trace.tokens.length, budget, viewportOf(state));
}

function viewportOf({ ui, view }: AppState): { readonly t: number; readonly view: AppState['view'] } {
  return { t: ui.cursor.t, view };
}
