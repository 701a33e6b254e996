import { changeEachModel, changeIdentity, changeModel, newModel, withoutModel } from '../state/changeModel.ts';
import type { ModelMemento } from '../state/memento.ts';
import { activeModels, allModels, identities, learns } from '../state/models.ts';
import { ALL_DUE } from '../state/results.ts';
import { fittedCursor } from '../state/selection.ts';
import type { AppStoreApi } from '../state/actions.ts';
import type { ModelId, Models } from '../state/model.ts';
import { withUi } from '../state/ui.ts';
import type { Runs } from './runs.ts';
import type { Training } from './training.ts';

/** Changes of single models, in the state and in the training worker together. */
export class ModelChanges {
  constructor(
    private readonly store: AppStoreApi,
    private readonly training: Training,
    private readonly runs: Runs,
  ) {}

  tick(id: ModelId, active: boolean): void {
    this.store.setState((state) => changeIdentity(state, id, { active }));
    this.fitCursor();
    this.synchroniseSoon(id);
  }

  pause(id: ModelId, paused: boolean): void {
    const { store, training } = this;
    store.setState((state) => changeIdentity(state, id, { paused }));
    // After the last of them, training itself is paused.
    if (!identities(store.getState()).some(learns)) training.pause();
    // The loop ends after its step and begins again with the models that learn.
    else if (training.isWanted()) void training.exclusive(async () => undefined);
  }

  /** Loads a model into the worker once nothing trains. */
  synchroniseSoon(id: ModelId): void {
    void this.training.exclusive(() => this.synchronise(id));
  }

  remove(id: ModelId): void {
    const { store, training } = this;
    store.setState((state) => withoutModel(state, id));
    // At least one model is active.
    const [first] = allModels(store.getState());
    if (first && activeModels(store.getState()).length === 0) {
      store.setState((state) => changeIdentity(state, first.is.id, { active: true }));
    }
    this.fitCursor();
    void training.exclusive(async () => {
      await training.models.drop(id);
      for (const { is, run } of activeModels(store.getState())) if (!run) await this.synchronise(is.id);
    });
  }

  /** Puts a model back as it was, or takes it away if it was not there. Within a job. */
  async putBack({ id, at, saved, results: known, ticked }: ModelMemento): Promise<void> {
    const { store, training } = this;
    if (saved) {
      const { is, run, state, perturbation, beforePerturbing, schedule } = saved;
      store.setState((s) => {
        const before = s.models[id] ?? { ...newModel(is), results: known };
        const results = { ...before.results, schedule: { ...ALL_DUE, ...schedule } };
        const model = { ...before, is, run, perturbation, beforePerturbing, results };
        return { models: inserted(s.models, at, id, model), ...withUi(s, { frozen: false, viewedStep: null }) };
      });
      training.snapshots.replace(id, state);
    } else {
      store.setState((s) => withoutModel(s, id));
      await training.models.drop(id);
    }
    const before = new Set(activeModels(store.getState()).map(({ is }) => is.id));
    store.setState((s) => changeEachModel(s, ({ is }) => ({ is: { ...is, active: ticked.includes(is.id) } })));
    this.fitCursor();
    for (const { is } of allModels(store.getState())) {
      if (is.id === id || is.active !== before.has(is.id)) await this.synchronise(is.id);
    }
  }

  /** Loads an active model into the worker, after making its run if it has none, and unloads one that is not active. */
  private async synchronise(id: ModelId): Promise<void> {
    const { store, training } = this;
    const model = store.getState().models[id];
    if (!model || !store.getState().text) return;
    if (!model.is.active) {
      await training.models.unload(id);
      return;
    }
    if (!model.run) {
      const run = await this.runs.fresh(model.is);
      store.setState((state) => changeModel(state, id, { run }));
    }
    await training.models.loadOne(id);
    this.fitCursor();
  }

  private fitCursor(): void {
    this.store.setState((state) => withUi(state, { cursor: fittedCursor(state) }));
  }
}

/** The models with one in its place, in the stead of one with the same id. */
function inserted(models: Models, at: number, id: ModelId, model: Models[string]): Models {
  const others = Object.entries(models).filter(([other]) => other !== id);
  return Object.fromEntries([...others.slice(0, at), [id, model] as const, ...others.slice(at)]);
}
