/** What Undo and Redo go back to: the experiment, one model, or a few values, as they were on the other side of an action. */
import type { Hypothesis } from '../analysis/labels/hypotheses.ts';
import type { Perturbation } from '../analysis/perturbation.ts';
import type { ModelState } from '../backends/backend.ts';
import type { StoredCopy } from '../storage/schema.ts';
import { type Experiment, experimentOf, newestStep, type SavedModel, savedModelOf } from './experiment.ts';
import type { Goal } from './link.ts';
import { activeModels, allModels } from './models.ts';
import { keptRun } from './progress.ts';
import { ALL_DUE, NO_RESULTS, type Results } from './results.ts';
import type { Settings } from './settings.ts';
import { keptResults } from './startedResults.ts';
import type { AppState } from './state.ts';
import type { ModelId } from './model.ts';

/** A model with its run, in its place; without one where it did not exist. */
export interface ModelMemento {
  readonly kind: 'model';
  readonly id: ModelId;
  /** Its place among the models, counted from 0. */
  readonly at: number;
  readonly saved: SavedModel | null;
  readonly results: Results;
  /** The models that were ticked: another one is ticked when the last of them is removed. */
  readonly ticked: readonly ModelId[];
}

/** The whole experiment with its runs, and the goal of its link. */
export interface ExperimentMemento {
  readonly kind: 'experiment';
  readonly experiment: Experiment;
  readonly goal: Goal | null;
  readonly results: Readonly<Record<ModelId, Results>>;
}

export type Memento =
  | ExperimentMemento
  | ModelMemento
  | { readonly kind: 'tick'; readonly id: ModelId; readonly active: boolean }
  | { readonly kind: 'pause'; readonly id: ModelId; readonly paused: boolean }
  /** Only those that changed. None of them ends a run. */
  | { readonly kind: 'settings'; readonly settings: Partial<Settings> }
  | { readonly kind: 'perturbation'; readonly id: ModelId; readonly perturbation: Perturbation | null }
  | { readonly kind: 'labels'; readonly hypotheses: readonly Hypothesis[] }
  | { readonly kind: 'viewedStep'; readonly viewedStep: number | null }
  | { readonly kind: 'stored'; readonly copy: StoredCopy; readonly isStored: boolean };

/** The newest snapshot of a model; null for one that has none. */
export type StateOf = (id: ModelId) => ModelState | null;

const kept = (saved: SavedModel): SavedModel => ({ ...saved, run: saved.run && keptRun(saved.run) });

/** The experiment as it stands, to come back to; null while there is no text. */
export function experimentMemento(state: AppState, stateOf: StateOf): ExperimentMemento | null {
  const experiment = experimentOf(state, stateOf);
  if (!experiment) return null;
  const results = Object.fromEntries(allModels(state).map((model) => [model.is.id, keptResults(model.results)]));
  const models = experiment.models.map(kept);
  return { kind: 'experiment', experiment: { ...experiment, models }, goal: state.goal, results };
}

/** The same while fresh runs are being made: the runs that stand in the state until then are those of an experiment before it. */
export function unmade({ kind, experiment, goal }: ExperimentMemento): ExperimentMemento {
  const models = experiment.models.map(
    ({ is }): SavedModel => ({
      is: { ...is, paused: false },
      run: null,
      state: null,
      perturbation: null,
      beforePerturbing: [],
      schedule: ALL_DUE,
    }),
  );
  const results = Object.fromEntries(models.map(({ is }) => [is.id, NO_RESULTS]));
  return { kind, experiment: { ...experiment, models }, goal, results };
}

/** A model as it stands, to come back to. */
export function modelMemento(state: AppState, id: ModelId, stateOf: StateOf): ModelMemento {
  const all = allModels(state);
  const at = all.findIndex(({ is }) => is.id === id);
  return {
    kind: 'model',
    id,
    at: at < 0 ? all.length : at,
    saved: at < 0 ? null : kept(savedModelOf(all[at]!, stateOf(id))),
    results: at < 0 ? NO_RESULTS : keptResults(all[at]!.results),
    ticked: activeModels(state).map(({ is }) => is.id),
  };
}

/** What a memento replaces when it is put back, to come back from there; null where that can no longer be. */
export function otherSide(memento: Memento, state: AppState, stateOf: StateOf): Memento | null {
  switch (memento.kind) {
    case 'experiment':
      return experimentMemento(state, stateOf);
    case 'model':
      return modelMemento(state, memento.id, stateOf);
    case 'tick':
    case 'pause': {
      const { is } = state.models[memento.id] ?? {};
      if (!is) return null;
      return memento.kind === 'tick' ? { ...memento, active: is.active } : { ...memento, paused: is.paused };
    }
    case 'settings': {
      const keys = Object.keys(memento.settings) as (keyof Settings)[];
      return { kind: 'settings', settings: Object.fromEntries(keys.map((key) => [key, state.settings[key]])) };
    }
    case 'perturbation': {
      const model = state.models[memento.id];
      return model ? { ...memento, perturbation: model.perturbation } : null;
    }
    case 'labels':
      return { kind: 'labels', hypotheses: state.hypotheses };
    case 'viewedStep':
      return { kind: 'viewedStep', viewedStep: state.ui.viewedStep };
    case 'stored':
      return { ...memento, isStored: !memento.isStored };
  }
}

/** Training steps of the runs in a memento: how much was trained that an action has ended. */
export function stepsIn(memento: Memento): number {
  if (memento.kind === 'experiment') return newestStep(memento.experiment.models);
  return memento.kind === 'model' && memento.saved ? newestStep([memento.saved]) : 0;
}
