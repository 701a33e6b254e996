import { calledBack } from '../worker/client.ts';
import { changeEachModel, changeResults } from '../state/changeModel.ts';
import { lossAt } from '../state/gradientPictures.ts';
import type { AppActions } from '../state/actions.ts';
import { activeModels } from '../state/models.ts';
import type { Shown } from '../state/model.ts';
import { stepShape } from '../state/stepShape.ts';
import type { Session } from './session.ts';

type GradientActions = Pick<AppActions, 'checkGradients' | 'stopGradientCheck'>;

/** Parameters of each tensor that are checked. */
const PER_TENSOR = 24;

/** The numeric gradient check. */
export function gradientActions({ get, set, viewing, showError }: Session): GradientActions {
  /** Counts the checks. One that was stopped or overtaken changes nothing any more. */
  let newest = 0;

  async function check(id: string, { trace, params: weights }: Shown, isNewest: () => boolean): Promise<void> {
    const state = get();
    const { settings } = state;
    const { cursor } = state.ui;
    const to = lossAt(trace.tokens.length, cursor.t) + 1;
    const from = Math.max(0, to - (stepShape(state)?.unroll ?? settings.unroll));
    const tokens = trace.tokens.slice(from, to + 1);
    const report = calledBack((done: number, of: number): boolean => {
      if (isNewest()) set({ gradientCheckRunning: { model: id, done, of } });
      return isNewest();
    });
    const request = { perTensor: PER_TENSOR, seed: settings.seed };
    const params = weights.slice();
    const checks = await viewing.worker.callFirst((api) =>
      api.checkGradient(trace.spec, params, tokens, request, report),
    );
    if (!checks || !isNewest()) return;
    set((s) => changeResults(s, id, { gradientCheck: { step: trace.step, from, to, checks } }));
  }

  return {
    async checkGradients() {
      const mine = ++newest;
      const isNewest = (): boolean => mine === newest;
      set((s) => ({
        gradientCheckRunning: null,
        ...changeEachModel(s, ({ results }) => ({ results: { ...results, gradientCheck: null } })),
      }));
      try {
        for (const { is, shown } of activeModels(get())) {
          if (!shown || shown.trace.tokens.length < 2) continue;
          set({ gradientCheckRunning: { model: is.id, done: 0, of: 1 } });
          await check(is.id, shown, isNewest);
          if (!isNewest()) return;
        }
      } catch (error) {
        showError(error);
      } finally {
        if (isNewest()) set({ gradientCheckRunning: null });
      }
    },

    stopGradientCheck() {
      newest++;
      set({ gradientCheckRunning: null });
    },
  };
}
