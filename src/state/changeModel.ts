/** Changes of the models of an experiment. Pure. */
import type { ModelSpec } from '../engine/spec.ts';
import { EMPTY_SERIES } from './series.ts';
import type { Settings } from './settings.ts';
import { NO_RESULTS, type Results, type Schedule } from './results.ts';
import type { AppState } from './state.ts';
import type { Model, ModelId, ModelIdentity, ModelRun, Models } from './model.ts';

type WithModels = Pick<AppState, 'models'>;
type ModelsChange = Partial<WithModels>;

/** A part of a value, or a function that computes it. */
type Change<Whole, Part = Whole> = Partial<Part> | ((whole: Whole) => Partial<Part>);

function partOf<Whole, Part>(change: Change<Whole, Part>, whole: Whole): Partial<Part> {
  return typeof change === 'function' ? change(whole) : change;
}

/** A model without a run. */
export function newModel(is: ModelIdentity): Model {
  return {
    is,
    run: null,
    shown: null,
    lastShownRun: null,
    perturbation: null,
    beforePerturbing: [],
    results: NO_RESULTS,
  };
}

/** A run that begins, at step 0 unless its weights were opened at another. */
export function newRun(spec: ModelSpec, settings: Settings, params: Float32Array, step = 0): ModelRun {
  return {
    spec,
    step,
    loss: EMPTY_SERIES,
    gradNorm: EMPTY_SERIES,
    heldOut: EMPTY_SERIES,
    otherHeldOut: EMPTY_SERIES,
    charactersPerSecond: 0,
    samples: [],
    checkpoints: [{ step, params }],
    params,
    paramsStep: step,
    settings,
    trained: [],
    perturbed: [],
  };
}

/** Changes one model. Nothing happens if it was removed. */
export function changeModel({ models }: WithModels, id: ModelId, change: Change<Model>): ModelsChange {
  const model = models[id];
  return model ? { models: { ...models, [id]: { ...model, ...partOf(change, model) } } } : {};
}

/** Changes every model. */
export function changeEachModel({ models }: WithModels, change: (model: Model) => Partial<Model>): { models: Models } {
  return {
    models: Object.fromEntries(Object.entries(models).map(([id, model]) => [id, { ...model, ...change(model) }])),
  };
}

/** Changes the identity of one model, unless it was removed. */
export function changeIdentity(state: WithModels, id: ModelId, change: Partial<ModelIdentity>): ModelsChange {
  return changeModel(state, id, ({ is }) => ({ is: { ...is, ...change } }));
}

/** Changes the run of one model, unless it has none or was removed. */
export function changeRun(state: WithModels, id: ModelId, change: Change<ModelRun>): ModelsChange {
  const run = state.models[id]?.run;
  return run ? changeModel(state, id, { run: { ...run, ...partOf(change, run) } }) : {};
}

/** Changes the results of one model, unless it was removed. */
export function changeResults(state: WithModels, id: ModelId, change: Change<Results>): ModelsChange {
  return changeModel(state, id, ({ results }) => ({ results: { ...results, ...partOf(change, results) } }));
}

/** Changes when measurements of one model are due, unless it was removed. */
export function changeSchedule(state: WithModels, id: ModelId, change: Change<Schedule>): ModelsChange {
  return changeResults(state, id, ({ schedule }) => ({ schedule: { ...schedule, ...partOf(change, schedule) } }));
}

/** Removes a model, with everything that is known of it. */
export function withoutModel(
  { models, match }: Pick<AppState, 'models' | 'match'>,
  id: ModelId,
): Pick<AppState, 'models' | 'match'> {
  const { [id]: _, ...rest } = models;
  return { models: rest, match: match?.sample.model === id ? null : match };
}

/** Clears the traces of all models, because the passage has changed. */
export function withoutShown(state: WithModels): { models: Models } {
  return changeEachModel(state, ({ shown, lastShownRun }) => ({
    shown: null,
    lastShownRun: shown?.run ?? lastShownRun,
  }));
}

/** Measurements that belong to no single model, empty. */
export const NOTHING_MEASURED = {
  view: null,
  gradientCheckRunning: null,
  unitReport: { report: null, of: null, share: null },
  match: null,
} satisfies Partial<AppState>;

/** Starts all models over with these runs. Results of before are gone, and no model is paused. */
export function startOver(state: WithModels, runs: Readonly<Record<ModelId, ModelRun>>): Partial<AppState> {
  return {
    ...NOTHING_MEASURED,
    ...changeEachModel(state, ({ is }) => ({
      ...newModel(is.paused ? { ...is, paused: false } : is),
      run: runs[is.id] ?? null,
    })),
  };
}
