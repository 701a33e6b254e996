import { ACTION_NAMES } from '../state/actionNames.ts';
import { newModel } from '../state/changeModel.ts';
import { activeModels, identities, laterModel, whyNotAdded } from '../state/models.ts';
import { ActionNotice } from './notices.ts';
import type { AppActions } from '../state/actions.ts';
import type { Session } from './session.ts';

type ModelActions = Pick<AppActions, 'toggleModel' | 'setPaused' | 'addModel' | 'removeModel'>;

/** Adding, removing, ticking and pausing models. */
export function modelActions({ get, set, models, undoing, nextNumber }: Session): ModelActions {
  const notice = new ActionNotice(set);

  return {
    addModel(cell, overrides) {
      const all = identities(get());
      const text = whyNotAdded(all, cell, overrides);
      if (text !== null) {
        notice.show({ kind: 'warning', text, action: null });
        return null;
      }
      notice.clear();
      const is = laterModel(all, cell, overrides, nextNumber());
      undoing.keepModel(ACTION_NAMES.addModel(is.name), is.id);
      set((s) => ({ models: { ...s.models, [is.id]: newModel(is) } }));
      models.synchroniseSoon(is.id);
      return is.id;
    },

    removeModel(id) {
      const removed = get().models[id]?.is;
      if (!removed?.variant) return;
      const what = ACTION_NAMES.removeModel(removed.name);
      undoing.keepModel(what, id);
      models.remove(id);
      undoing.offerUndo();
    },

    toggleModel(id) {
      const model = get().models[id];
      if (!model) return;
      const { active, name } = model.is;
      if (active && activeModels(get()).length === 1) return;
      undoing.keep(ACTION_NAMES.tick(name, !active), { kind: 'tick', id, active });
      models.tick(id, !active);
    },

    setPaused(id, paused) {
      const { is } = get().models[id] ?? {};
      if (!is || is.paused === paused) return;
      undoing.keep(ACTION_NAMES.pause(is.name, paused), { kind: 'pause', id, paused: is.paused });
      models.pause(id, paused);
    },
  };
}
