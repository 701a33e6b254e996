/** An experiment as a value: everything from which the page can be made again as it was. */
import type { Hypothesis } from '../analysis/labels/hypotheses.ts';
import type { Perturbation } from '../analysis/perturbation.ts';
import type { ModelState } from '../backends/backend.ts';
import type { Range } from '../engine/range.ts';
import { changeEachModel, newModel, NOTHING_MEASURED } from './changeModel.ts';
import { allModels } from './models.ts';
import { runTakenBack } from './progress.ts';
import { ALL_DUE, NO_RESULTS, type Schedule } from './results.ts';
import type { Settings } from './settings.ts';
import type { AppState } from './state.ts';
import type { BeforePerturbing, Model, ModelId, ModelIdentity, ModelRun } from './model.ts';
import type { Passage, TextState } from './textState.ts';
import type { Continuation } from './continuations.ts';
import { passageLength } from './passage.ts';
import type { Pin } from './pins.ts';
import { fittedCursor } from './selection.ts';
import { changedUi, type Ui, withUi } from './ui.ts';

/** One model of an experiment. Its run ends at the step of its state. */
export interface SavedModel {
  readonly is: ModelIdentity;
  readonly run: ModelRun | null;
  /** What training goes on from; null for a model at step 0. */
  readonly state: ModelState | null;
  readonly perturbation: Perturbation | null;
  readonly beforePerturbing: readonly BeforePerturbing[];
  readonly schedule: Pick<Schedule, 'heldOutFrom' | 'sampleFrom' | 'draws'>;
}

export interface Experiment {
  readonly text: TextState;
  readonly settings: Settings;
  readonly models: readonly SavedModel[];
  readonly hypotheses: readonly Hypothesis[];
  readonly traceWindow: Range;
  readonly passage: Passage;
  readonly continuations: readonly Continuation[];
  readonly pins: readonly Pin[];
  readonly ui: Ui;
}

/** A model as it stands, at its newest snapshot; null: at its beginning. */
export function savedModelOf(
  { is, run, perturbation, beforePerturbing, results }: Model,
  newest: ModelState | null,
): SavedModel {
  const { heldOutFrom, sampleFrom, draws } = results.schedule;
  const snapshot = run && newest;
  return {
    is,
    run: run && run.step !== (snapshot?.step ?? run.checkpoints[0]!.step) ? runTakenBack(run, snapshot) : run,
    state: snapshot,
    perturbation,
    beforePerturbing,
    schedule: { heldOutFrom, sampleFrom, draws },
  };
}

/**
 * The experiment as it stands; null while there is no text. A run whose newest losses are ahead of its snapshot is taken
 * back to the snapshot: training repeats those steps with the same numbers.
 *
 * @param stateOf the newest snapshot of a model; null for one that has none
 */
export function experimentOf(state: AppState, stateOf: (id: ModelId) => ModelState | null): Experiment | null {
  const { text, settings, hypotheses, traceWindow, passage, continuations, pins, ui } = state;
  if (!text) return null;
  const models = allModels(state).map((model) => savedModelOf(model, stateOf(model.is.id)));
  return { text, settings, models, hypotheses, traceWindow, passage, continuations, pins, ui };
}

/** The page with an experiment in place of its own. What belongs to the person, such as the theme, stays as it is. */
export function withExperiment(state: AppState, experiment: Experiment): Partial<AppState> {
  const { models, text, settings, hypotheses, traceWindow, passage, continuations, pins, ui } = experiment;
  const { theme, letterKeys } = state.ui;
  const fresh = models.map(({ is }) => [is.id, newModel(is)] as const);
  const saved = new Map(models.map((model) => [model.is.id, model]));
  const restored = {
    ...NOTHING_MEASURED,
    ...changeEachModel({ models: Object.fromEntries(fresh) }, ({ is }) => {
      const { run, perturbation, beforePerturbing, schedule } = saved.get(is.id)!;
      const results = { ...NO_RESULTS, schedule: { ...ALL_DUE, ...schedule } };
      return { run, perturbation, beforePerturbing, results };
    }),
    text,
    settings,
    hypotheses,
    traceWindow,
    passage,
    continuations,
    pins,
    revealed: Infinity,
    span: null,
    painted: [],
    isSelecting: false,
    playing: false,
    cost: null,
    goal: null,
    awaited: null,
    ui: changedUi(ui, { theme, letterKeys }),
  };
  const cursor = fittedCursor(restored);
  const last = passageLength(restored) - 1;
  return { ...restored, ...withUi(restored, { cursor: { ...cursor, t: Math.min(cursor.t, last) } }) };
}

/** The largest number of training steps of the models. */
export function newestStep(models: readonly Pick<SavedModel, 'run'>[]): number {
  return Math.max(0, ...models.map(({ run }) => run?.step ?? 0));
}

/** The largest number in the ids of an experiment's later models ("lstm-7"), so that no id is given twice; 1 if none. */
export function newestModelNumber(models: readonly ModelIdentity[]): number {
  return Math.max(1, ...models.map(({ id }) => Number(/-(\d+)$/.exec(id)?.[1] ?? 1)));
}
