import { ACTION_NAMES } from '../state/actionNames.ts';
import type { AppActions } from '../state/actions.ts';
import { changeEachModel } from '../state/changeModel.ts';
import { passageLength } from '../state/passage.ts';
import { fittedCursor } from '../state/selection.ts';
import type { AppState } from '../state/state.ts';
import type { Models } from '../state/model.ts';
import { changedUi, withUi } from '../state/ui.ts';
import type { Session } from './session.ts';

type UiActions = Pick<AppActions, 'setUi' | 'moveTo' | 'select' | 'setView' | 'setPlaying' | 'present'>;

/** What a person chooses about the page, and the selection. */
export function uiActions({ get, set, undoing }: Session): UiActions {
  return {
    setUi(change) {
      const { viewedStep } = get().ui;
      const wanted = changedUi(get().ui, change).viewedStep;
      if (wanted !== viewedStep) {
        undoing.keep(ACTION_NAMES.viewStep(wanted), { kind: 'viewedStep', viewedStep }, 'viewedStep');
      }
      set((state) => {
        const changed = changedUi(state.ui, change);
        const isMoved = changed.cursor !== state.ui.cursor;
        const ui = isMoved ? changedUi(changed, { cursor: fittedCursor({ ...state, ui: changed }) }) : changed;
        if (ui === state.ui) return state;
        return ui.heldOutChoice === state.ui.heldOutChoice ? { ui } : { ui, ...withHeldOutSwapped(state) };
      });
    },

    moveTo(t) {
      const { revealed, ui, reveal, setUi } = get();
      const last = passageLength(get()) - 1;
      // Moving past the end of what has been revealed of a continuation reveals more.
      if (t > last && revealed < Infinity) {
        reveal(Math.round(t) - last);
        return;
      }
      const next = Math.max(0, Math.min(last, Math.round(t)));
      if (next !== ui.cursor.t) setUi({ cursor: { t: next } });
    },

    select: (change) => get().setUi({ cursor: change }),

    setView(wanted) {
      const { view, ui } = get();
      if (view?.from === wanted.from && view.to === wanted.to && ui.start === wanted.from) return;
      set((state) => ({ view: wanted, ...withUi(state, { start: wanted.from }) }));
    },

    setPlaying: (playing) => set({ playing }),

    present: (isLarger) => set(({ frame }) => ({ frame: { ...frame, present: isLarger } })),
  };
}

/** Exchanges each run's held-out losses with those of the other choice. */
function withHeldOutSwapped(state: AppState): { readonly models: Models } {
  // The newest weights are measured again.
  return changeEachModel(state, ({ run, results }) => ({
    run: run && { ...run, heldOut: run.otherHeldOut, otherHeldOut: run.heldOut },
    results: { ...results, schedule: { ...results.schedule, heldOutFrom: 0, heldOutPart: null } },
  }));
}
