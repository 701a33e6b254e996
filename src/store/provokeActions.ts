import { isNeutral, provoke, UNPROVOKED } from '../analysis/provoke.ts';
import type { ModelState } from '../backends/backend.ts';
import { handOver } from '../worker/client.ts';
import { provocationWords } from './provocations.ts';
import type { AppActions, AppState, BeforeProvoking, SlotId } from './state.ts';
import type { Training } from './training.ts';
import type { Viewing } from './viewing.ts';
import { without } from './without.ts';

type ProvokeActions = Pick<AppActions, 'provoke' | 'trainProvoked' | 'undoProvocation' | 'measureSpectra'>;

interface Surroundings {
  readonly get: () => AppState;
  readonly set: (change: Partial<AppState> | ((state: AppState) => Partial<AppState>)) => void;
  readonly training: () => Training;
  readonly viewing: () => Viewing;
  readonly explain: (error: unknown) => void;
}

/** Runs to which Undo goes back, per model: each holds weights and moments. */
const UNDO_KEPT = 3;

/** Recurrent weights changed by hand: looked at first, trained on from if wished, and undone. */
export function provokeActions({ get, set, training, viewing, explain }: Surroundings): ProvokeActions {
  /** Parameters whose spectra are being computed. */
  let measured: Float32Array | null = null;

  /** Gives a model other weights, and forgets what was seen of it: the step alone no longer says which weights they are. */
  async function replace(
    id: SlotId,
    state: ModelState | null,
    change: (state: AppState) => Partial<AppState>,
  ): Promise<void> {
    training().setState(id, state);
    viewing().forget(id);
    set((s) => ({ frozen: false, viewedStep: null, provocations: without(s.provocations, id), ...change(s) }));
    if (get().slots.some((slot) => slot.id === id && slot.active)) await training().loadSlot(id);
    viewing().wake();
  }

  return {
    provoke(id, change) {
      const { provocations, runs } = get();
      if (!runs[id]) return;
      const next = { ...(provocations[id] ?? UNPROVOKED), ...change };
      set({ provocations: isNeutral(next) ? without(provocations, id) : { ...provocations, [id]: next } });
      viewing().wake();
    },

    trainProvoked(id) {
      void training().exclusive(async () => {
        const { runs, provocations, viewedStep } = get();
        const run = runs[id];
        const provocation = provocations[id];
        // What is looked at must be what is trained on from: not the weights of a checkpoint.
        if (!run || !provocation || viewedStep !== null) return;
        const state = training().stateOf(id);
        const before: BeforeProvoking = { run, state };
        // Only the weights change. Adam's moments stay, for its bias correction counts the same steps, and so do the place
        // in the text and the carried state: what comes of it comes of the weights alone.
        const next = state && { ...state, params: provoke(state.params, run.spec, provocation) };
        const params = next ? Float32Array.from(next.params) : provoke(run.params, run.spec, provocation);
        const provoked = [...run.provoked, { step: run.step, what: provocationWords(provocation) }];
        await replace(id, next, (s) => ({
          runs: { ...s.runs, [id]: { ...run, params, provoked } },
          slots: s.slots.map((slot) => (slot.id === id ? { ...slot, paused: false } : slot)),
          beforeProvoking: {
            ...s.beforeProvoking,
            [id]: [...(s.beforeProvoking[id] ?? []), before].slice(-UNDO_KEPT),
          },
        }));
        training().train(Infinity);
      });
    },

    undoProvocation(id) {
      if (get().provocations[id]) {
        set((s) => ({ provocations: without(s.provocations, id) }));
        viewing().wake();
        return;
      }
      void training().exclusive(async () => {
        const kept = get().beforeProvoking[id] ?? [];
        const last = kept.at(-1);
        if (!last) return;
        await replace(id, last.state, (s) => ({
          runs: { ...s.runs, [id]: last.run },
          beforeProvoking: { ...s.beforeProvoking, [id]: kept.slice(0, -1) },
        }));
      });
    },

    async measureSpectra(id) {
      const of = get().tracedParams[id];
      const spec = get().traces[id]?.spec;
      if (!of || !spec || of === measured || get().spectra[id]?.of === of) return;
      measured = of;
      try {
        const params = of.slice();
        const blocks = await viewing().ask((api) => api.spectra(spec, handOver(params, params)));
        if (get().runs[id]) set((s) => ({ spectra: { ...s.spectra, [id]: { of, blocks } } }));
      } catch (error) {
        explain(error);
      } finally {
        if (measured === of) measured = null;
      }
    },
  };
}
