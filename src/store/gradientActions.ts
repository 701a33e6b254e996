import type { Trace } from '../engine/trace.ts';
import { calledBack } from '../worker/client.ts';
import { lossAt } from './gradientPictures.ts';
import type { AppActions, AppState } from './state.ts';
import type { Viewing } from './viewing.ts';

type GradientActions = Pick<AppActions, 'setComparePage' | 'checkGradients' | 'stopGradientCheck'>;

interface Surroundings {
  readonly get: () => AppState;
  readonly set: (change: Partial<AppState>) => void;
  readonly viewing: () => Viewing;
  readonly explain: (error: unknown) => void;
}

/** Parameters that a check takes from each tensor. */
const PER_TENSOR = 24;

/** The pages of Compare, and the numeric gradient check. */
export function gradientActions({ get, set, viewing, explain }: Surroundings): GradientActions {
  /** Counts checks: one that was stopped, or overtaken by a new one, writes nothing any more. */
  let newest = 0;

  async function check(id: string, trace: Trace, weights: Float32Array, isNewest: () => boolean): Promise<void> {
    const { cursor, settings, shape } = get();
    const to = lossAt(trace.tokens.length, cursor.t);
    const from = Math.max(0, to + 1 - (shape?.unroll ?? settings.unroll));
    const tokens = trace.tokens.slice(from, to + 2);
    const report = calledBack((done: number, of: number): boolean => {
      if (isNewest()) set({ gradientCheck: { ...get().gradientCheck, running: { slot: id, done, of } } });
      return isNewest();
    });
    const request = { perTensor: PER_TENSOR, seed: settings.seed };
    const params = weights.slice();
    const checks = await viewing().ask((api) => api.checkGradient(trace.spec, params, tokens, request, report));
    if (!checks || !isNewest()) return;
    const { gradientCheck } = get();
    set({
      gradientCheck: {
        ...gradientCheck,
        slots: { ...gradientCheck.slots, [id]: { step: trace.step, from, to, checks } },
      },
    });
  }

  return {
    setComparePage(comparePage) {
      set({ comparePage });
      viewing().wake();
    },

    async checkGradients() {
      const mine = ++newest;
      const isNewest = (): boolean => mine === newest;
      const { slots, traces, tracedParams } = get();
      set({ gradientCheck: { slots: {}, running: null } });
      try {
        for (const { id, active } of slots) {
          const trace = traces[id];
          const params = tracedParams[id];
          if (!active || !trace || !params || trace.tokens.length < 2) continue;
          set({ gradientCheck: { ...get().gradientCheck, running: { slot: id, done: 0, of: 1 } } });
          await check(id, trace, params, isNewest);
          if (!isNewest()) return;
        }
      } catch (error) {
        explain(error);
      } finally {
        if (isNewest()) set({ gradientCheck: { ...get().gradientCheck, running: null } });
      }
    },

    stopGradientCheck() {
      newest++;
      set({ gradientCheck: { ...get().gradientCheck, running: null } });
    },
  };
}
