import { ACTION_NAMES } from '../state/actionNames.ts';
import type { AppActions } from '../state/actions.ts';
import { changeSchedule } from '../state/changeModel.ts';
import { ALL_DUE } from '../state/results.ts';
import { isLive, type Settings, withOptimizerDefaults } from '../state/settings.ts';
import type { ModelId } from '../state/model.ts';
import { withUi } from '../state/ui.ts';
import { ActionNotice, noticeOf, withNotice } from './notices.ts';
import type { Session } from './session.ts';

type RunActions = Pick<
  AppActions,
  | 'changeSettings'
  | 'train'
  | 'pause'
  | 'stepOnce'
  | 'reset'
  | 'undo'
  | 'redo'
  | 'takeOffer'
  | 'drawSamples'
  | 'say'
  | 'dismissNotice'
  | 'dismissRemark'
  | 'loseWorker'
>;

/** Training, its settings, and answers to its notices. */
export function runActions({ get, set, training, viewing, runs, undoing }: Session): RunActions {
  const samplesNotice = new ActionNotice(set);

  function goOnFrom(ids: readonly ModelId[]): void {
    void training.exclusive(async () => {
      for (const id of ids) {
        if (!get().models[id]?.run) continue;
        training.reports.backToSound(id);
        // The step will be taken again, so its number no longer identifies the weights.
        set((state) => changeSchedule(state, id, ALL_DUE));
        if (get().models[id]?.is.active) await training.models.loadOne(id);
      }
      set((state) => ({ ...withUi(state, { frozen: false, viewedStep: null }), notice: null }));
      training.train(Infinity);
    });
  }

  return {
    changeSettings(change) {
      const keys = Object.keys(change) as (keyof Settings)[];
      const whole = withOptimizerDefaults(change);
      if (keys.some((key) => key !== 'backend' && !isLive(key))) {
        const { settings } = get();
        // The fields show at once what was chosen, while the last step of the run is still being taken.
        const changed = { ...settings, ...whole };
        set({ settings: changed });
        void undoing.ending(ACTION_NAMES.settings(keys, changed), () => runs.start(), { key: keys.join(), settings });
        return;
      }
      const before = Object.fromEntries(keys.map((key) => [key, get().settings[key]]));
      undoing.keep(
        ACTION_NAMES.settings(keys, { ...get().settings, ...whole }),
        { kind: 'settings', settings: before },
        keys.join(),
      );
      training.takeSettings(whole);
      // Under other settings the way to the goal is another.
      if (get().goal && keys.some((key) => key !== 'temperature')) {
        set({ goal: null });
        void training.exclusive(async () => undefined);
      }
    },

    train() {
      // The first page has no curves.
      set((state) => (state.ui.workspace === 'start' ? withUi(state, { workspace: 'train' }) : {}));
      void runs.train(Infinity);
    },
    pause: () => training.pause(),
    stepOnce: () => void runs.train(1),
    reset: () => void undoing.ending(ACTION_NAMES.reset, () => runs.start()),
    undo: () => undoing.go('undo'),
    redo: () => undoing.go('redo'),

    takeOffer(offered) {
      if (offered.kind === 'undo') void undoing.go('undo');
      else goOnFrom(offered.goBack);
    },

    async drawSamples(prime) {
      try {
        await viewing.drawSamples(prime);
        samplesNotice.clear();
      } catch (error) {
        samplesNotice.show(noticeOf(error));
      }
    },

    say: ({ message, action }) => set(withNotice({ kind: 'info', text: message, action })),
    dismissNotice: () => set({ notice: null }),
    dismissRemark: () => set({ remark: null }),
    loseWorker: () => training.loseWorker(),
  };
}
