import type { ModelSpec } from '../engine/spec.ts';
import type { WeightsMark } from '../state/findState.ts';
import { shownMeasure } from '../state/gradientPictures.ts';
import { lagsShown, stepOfLags } from '../state/lagReading.ts';
import { activeModels, selectedModel } from '../state/models.ts';
import { changesByHand } from '../state/perturbations.ts';
import type { AppState } from '../state/state.ts';
import type { Model, ModelId } from '../state/model.ts';
import type { PictureOf } from './pictures.ts';

/** A model that a picture shows, and the weights of which it shows it. */
export interface ShownModel {
  readonly id: ModelId;
  readonly name: string;
  readonly spec: ModelSpec;
  readonly mark: WeightsMark;
}

function shownModel({ is }: Pick<Model, 'is'>, spec: ModelSpec, mark: WeightsMark): ShownModel {
  const { step, changes } = mark;
  return { id: is.id, name: is.name, spec, mark: { step, changes } };
}

function trained(model: Model): readonly ShownModel[] {
  const { run } = model;
  return run ? [shownModel(model, run.spec, { step: run.step, changes: changesByHand(run, null, run.step) })] : [];
}

function traced(model: Model): readonly ShownModel[] {
  const { shown } = model;
  if (!shown) return [];
  const { trace, run, perturbation } = shown;
  return [shownModel(model, trace.spec, { step: trace.step, changes: changesByHand(run, perturbation, trace.step) })];
}

/** The models with a measurement of their gradients on what is read now. */
function measured(kind: 'lags' | 'chain' | 'jacobian') {
  return (state: AppState): readonly ShownModel[] =>
    activeModels(state).flatMap((model) => {
      const found = shownMeasure<unknown>(state, model.results[kind]);
      const { shown } = model;
      if (!found || !shown) return [];
      const { spec, step } = found.trace;
      return [shownModel(model, spec, { step, changes: changesByHand(shown.run, shown.perturbation, step) })];
    });
}

/** The selected model with the weights of one of its results. */
function asked(result: 'search' | 'ablation' | 'costs') {
  return (state: AppState): readonly ShownModel[] => {
    const model = selectedModel(state);
    const found = model.results[result];
    const spec = model.run?.spec;
    return found && spec ? [shownModel(model, spec, found)] : [];
  };
}

/** The models that each kind of picture shows, in the order in which they are shown. */
const SHOWN: Readonly<Record<PictureOf, (state: AppState) => readonly ShownModel[]>> = {
  training: (state) => activeModels(state).flatMap(trained),
  compared: (state) => activeModels(state).flatMap(traced),
  selected: (state) => traced(selectedModel(state)),
  lags: measured('lags'),
  reach: (state) =>
    activeModels(state).flatMap((model) => {
      const found = lagsShown(state, model.results);
      const { shown } = model;
      if (!found || !shown) return [];
      const step = stepOfLags(found);
      return [
        shownModel(model, shown.trace.spec, { step, changes: changesByHand(shown.run, shown.perturbation, step) }),
      ];
    }),
  chain: measured('chain'),
  jacobian: measured('jacobian'),
  recall: (state) =>
    activeModels(state).flatMap((model) => {
      const { run, results } = model;
      const { recall } = results;
      if (!recall || !run) return [];
      return [shownModel(model, run.spec, { step: recall.step, changes: changesByHand(run, null, recall.step) })];
    }),
  search: asked('search'),
  ablation: asked('ablation'),
  costs: asked('costs'),
  match: ({ match }) =>
    match ? [{ id: match.sample.model, name: match.sample.name, spec: match.sample.spec, mark: match.sample }] : [],
};

/** The models that a picture shows. A picture whose measurement is not there yet shows the selected model. */
export function shownModels(state: AppState, of: PictureOf): readonly ShownModel[] {
  const found = SHOWN[of](state);
  return found.length > 0 ? found : SHOWN.selected(state);
}
