import { changeIdentity, changeModel, newModel, withoutModel } from '../state/changeModel.ts';
import { activeModels, allModels, identities, laterModel, learns, whyNotAdded } from '../state/models.ts';
import { ActionNotice } from './notices.ts';
import { fittedCursor } from '../state/selection.ts';
import { withUi } from '../state/ui.ts';
import type { AppActions } from '../state/actions.ts';
import type { ModelId } from '../state/state.ts';
import type { Session } from './session.ts';

type ModelActions = Pick<AppActions, 'toggleModel' | 'setPaused' | 'addModel' | 'removeModel'>;

/** Adding, removing, ticking and pausing models. */
export function modelActions({ get, set, training, runs, confirmation, nextNumber }: Session): ModelActions {
  const notice = new ActionNotice(set);
  const fitCursor = (): void => set((state) => withUi(state, { cursor: fittedCursor(state) }));

  /** Loads an active model into the worker, after making its run if it has none, and unloads one that is not active. */
  async function synchronise(id: ModelId): Promise<void> {
    const model = get().models[id];
    if (!model || !get().text) return;
    if (!model.is.active) {
      await training.unloadOne(id);
      return;
    }
    if (!model.run) {
      const run = await runs.fresh(model.is);
      set((s) => changeModel(s, id, { run }));
    }
    await training.loadOne(id);
    fitCursor();
  }

  function remove(id: ModelId): void {
    set((s) => withoutModel(s, id));
    // At least one model is active.
    const [first] = allModels(get());
    if (first && activeModels(get()).length === 0) set((s) => changeIdentity(s, first.is.id, { active: true }));
    fitCursor();
    void training.exclusive(async () => {
      await training.dropModel(id);
      for (const { is, run } of activeModels(get())) if (!run) await synchronise(is.id);
    });
  }

  return {
    addModel(cell, overrides) {
      const models = identities(get());
      const text = whyNotAdded(models, cell, overrides);
      if (text !== null) {
        notice.show({ kind: 'warning', text, action: null });
        return null;
      }
      notice.clear();
      const is = laterModel(models, cell, overrides, nextNumber());
      set((s) => ({ models: { ...s.models, [is.id]: newModel(is) } }));
      void training.exclusive(() => synchronise(is.id));
      return is.id;
    },

    removeModel(id) {
      const removed = get().models[id]?.is;
      if (!removed?.variant) return;
      confirmation.before({ what: `Removing ${removed.name} ends its training.`, model: id }, () => remove(id));
    },

    toggleModel(id) {
      const model = get().models[id];
      if (!model) return;
      const { active } = model.is;
      if (active && activeModels(get()).length === 1) return;
      set((s) => changeIdentity(s, id, { active: !active }));
      fitCursor();
      void training.exclusive(() => synchronise(id));
    },

    setPaused(id, paused) {
      if (get().models[id]?.is.paused === paused) return;
      set((s) => changeIdentity(s, id, { paused }));
      // After the last of them, training itself is paused.
      if (!identities(get()).some(learns)) training.pause();
      // The loop ends after its step and begins again with the models that learn.
      else if (training.isWanted()) void training.exclusive(async () => undefined);
    },
  };
}
