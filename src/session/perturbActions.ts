import { isNeutral, perturb, UNPERTURBED } from '../analysis/perturbation.ts';
import type { ModelState } from '../backends/backend.ts';
import { handOverCopy } from '../worker/client.ts';
import { changeModel, changeResults } from '../state/changeModel.ts';
import type { SavedModel } from '../state/experiment.ts';
import { modelMemento } from '../state/memento.ts';
import { keptRun } from '../state/progress.ts';
import { describePerturbation } from '../state/perturbations.ts';
import { ALL_DUE } from '../state/results.ts';
import { ACTION_NAMES } from '../state/actionNames.ts';
import type { AppActions } from '../state/actions.ts';
import type { BeforePerturbing, ModelId } from '../state/model.ts';
import type { Session } from './session.ts';

type PerturbActions = Pick<AppActions, 'perturb' | 'trainPerturbed' | 'undoPerturbation' | 'measureSpectra'>;

/** The most runs per model to which Undo can go back. Each holds weights and moments. */
const MOST_UNDO = 3;

/** Recurrent weights that are changed by hand: shown first, then trained further or undone. */
export function perturbActions({ get, set, training, viewing, models, undoing, showError }: Session): PerturbActions {
  /** The parameters whose spectra are being computed. */
  let measured: Float32Array | null = null;

  /** Replaces a model's weights. All measurements are due again, because the step no longer identifies the weights. */
  function replace(id: ModelId, change: Partial<SavedModel>): Promise<void> {
    const stateOf = (): ModelState | null => training.snapshots.newest.get(id) ?? null;
    const now = modelMemento(get(), id, stateOf);
    const saved = now.saved && { ...now.saved, perturbation: null, schedule: ALL_DUE, ...change };
    return models.putBack({ ...now, saved });
  }

  return {
    perturb(id, change) {
      const model = get().models[id];
      if (!model?.run) return;
      const next = { ...(model.perturbation ?? UNPERTURBED), ...change };
      const before = { kind: 'perturbation', id, perturbation: model.perturbation } as const;
      undoing.keep(ACTION_NAMES.provoke(model.is.name), before, `provoke ${id} ${Object.keys(change).join()}`);
      set((s) => changeModel(s, id, { perturbation: isNeutral(next) ? null : next }));
    },

    trainPerturbed(id) {
      void training.exclusive(async () => {
        const model = get().models[id];
        const { is, run, perturbation, beforePerturbing } = model ?? {};
        // Training continues from the newest weights, so a checkpoint must not be on the screen.
        if (!is || !run || !perturbation || !beforePerturbing || get().ui.viewedStep !== null) return;
        const state = training.snapshots.newest.get(id) ?? null;
        undoing.keepModel(ACTION_NAMES.trainProvoked(is.name), id);
        const before: BeforePerturbing = { run: keptRun(run), state };
        // Only the weights change. Optimizer moments, position in the text and carried state stay, so that every later
        // difference comes from the weights alone.
        const next = state && { ...state, params: perturb(state.params, run.spec, perturbation) };
        const params = next ? Float32Array.from(next.params) : perturb(run.params, run.spec, perturbation);
        const perturbed = [...run.perturbed, { step: run.step, what: describePerturbation(perturbation) }];
        await replace(id, {
          is: { ...is, paused: false },
          run: { ...run, params, perturbed },
          state: next,
          beforePerturbing: [...beforePerturbing, before].slice(-MOST_UNDO),
        });
        training.train(Infinity);
      });
    },

    undoPerturbation(id) {
      const model = get().models[id];
      if (!model) return;
      const what = ACTION_NAMES.takeBack(model.is.name);
      if (model.perturbation) {
        undoing.keep(what, { kind: 'perturbation', id, perturbation: model.perturbation });
        set((s) => changeModel(s, id, { perturbation: null }));
        return;
      }
      const last = model.beforePerturbing.at(-1);
      if (!last) return;
      void training.exclusive(async () => {
        const saved = get().models[id]?.beforePerturbing ?? [];
        if (saved.at(-1) !== last) return;
        undoing.keepModel(what, id);
        await replace(id, { ...last, beforePerturbing: saved.slice(0, -1) });
      });
    },

    async measureSpectra(id) {
      const model = get().models[id];
      if (!model?.shown) return;
      const { params: of, trace } = model.shown;
      const { spec } = trace;
      if (of === measured || model.results.spectra?.of === of) return;
      measured = of;
      try {
        const blocks = await viewing.worker.callSurely((api) => api.spectra(spec, handOverCopy(of)));
        set((s) => (s.models[id]?.run ? changeResults(s, id, { spectra: { of, blocks } }) : {}));
      } catch (error) {
        showError(error);
      } finally {
        if (measured === of) measured = null;
      }
    },
  };
}
