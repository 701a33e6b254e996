import { isNeutral, perturb, UNPERTURBED } from '../analysis/perturbation.ts';
import type { ModelState } from '../backends/backend.ts';
import { grouped } from '../limits/messages.ts';
import { handOver } from '../worker/client.ts';
import { changeModel, changeResults } from '../state/changeModel.ts';
import { describePerturbation } from '../state/perturbations.ts';
import { ALL_DUE } from '../state/results.ts';
import type { AppActions } from '../state/actions.ts';
import type { BeforePerturbing, Model, ModelId } from '../state/state.ts';
import { withUi } from '../state/ui.ts';
import type { Session } from './session.ts';

type PerturbActions = Pick<AppActions, 'perturb' | 'trainPerturbed' | 'undoPerturbation' | 'measureSpectra'>;

/** The most runs per model to which Undo can go back. Each holds weights and moments. */
const MOST_UNDO = 3;

/** Recurrent weights that are changed by hand: shown first, then trained further or undone. */
export function perturbActions({ get, set, training, viewing, confirmation, showError }: Session): PerturbActions {
  /** The parameters whose spectra are being computed. */
  let measured: Float32Array | null = null;

  /** Replaces a model's weights. All measurements are due again, because the step no longer identifies the weights. */
  async function replace(
    id: ModelId,
    state: ModelState | null,
    change: (model: Model) => Partial<Model>,
  ): Promise<void> {
    training.snapshots.replace(id, state);
    set((s) => ({
      ...withUi(s, { frozen: false, viewedStep: null }),
      ...changeModel(s, id, (model) => ({
        perturbation: null,
        ...change(model),
        results: { ...model.results, schedule: ALL_DUE },
      })),
    }));
    if (get().models[id]?.is.active) await training.loadOne(id);
  }

  return {
    perturb(id, change) {
      const model = get().models[id];
      if (!model?.run) return;
      const next = { ...(model.perturbation ?? UNPERTURBED), ...change };
      set((s) => changeModel(s, id, { perturbation: isNeutral(next) ? null : next }));
    },

    trainPerturbed(id) {
      void training.exclusive(async () => {
        const { models, ui } = get();
        const { run, perturbation } = models[id] ?? {};
        // Training continues from the newest weights, so a checkpoint must not be on the screen.
        if (!run || !perturbation || ui.viewedStep !== null) return;
        const state = training.snapshots.newest.get(id) ?? null;
        const before: BeforePerturbing = { run, state };
        // Only the weights change. Optimizer moments, position in the text and carried state stay, so that every later
        // difference comes from the weights alone.
        const next = state && { ...state, params: perturb(state.params, run.spec, perturbation) };
        const params = next ? Float32Array.from(next.params) : perturb(run.params, run.spec, perturbation);
        const perturbed = [...run.perturbed, { step: run.step, what: describePerturbation(perturbation) }];
        await replace(id, next, ({ is, beforePerturbing }) => ({
          is: { ...is, paused: false },
          run: { ...run, params, perturbed },
          beforePerturbing: [...beforePerturbing, before].slice(-MOST_UNDO),
        }));
        training.train(Infinity);
      });
    },

    undoPerturbation(id) {
      const model = get().models[id];
      if (model?.perturbation) {
        set((s) => changeModel(s, id, { perturbation: null }));
        return;
      }
      const last = model?.beforePerturbing.at(-1);
      if (!last) return;
      const what = `Undo takes the ${model.is.name} back to step ${grouped(last.run.step)}.`;
      confirmation.before({ what, model: id, backTo: last.run.step }, () => {
        void training.exclusive(async () => {
          const saved = get().models[id]?.beforePerturbing ?? [];
          if (saved.at(-1) !== last) return;
          await replace(id, last.state, () => ({ run: last.run, beforePerturbing: saved.slice(0, -1) }));
        });
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
        const params = of.slice();
        const blocks = await viewing.worker.call((api) => api.spectra(spec, handOver(params, params)));
        set((s) => (s.models[id]?.run ? changeResults(s, id, { spectra: { of, blocks } }) : {}));
      } catch (error) {
        showError(error);
      } finally {
        if (measured === of) measured = null;
      }
    },
  };
}
