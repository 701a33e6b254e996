import type { AppActions } from '../state/actions.ts';
import { changeSchedule } from '../state/changeModel.ts';
import { ALL_DUE } from '../state/results.ts';
import { LIVE_KEYS, type Settings, withOptimizerDefaults } from '../state/settings.ts';
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
  | 'answer'
  | 'goOnFrom'
  | 'drawSamples'
  | 'say'
  | 'dismissNotice'
  | 'dismissRemark'
  | 'loseWorker'
>;

/** Training, its settings, and answers to its notices. */
export function runActions({ get, set, training, viewing, runs, confirmation }: Session): RunActions {
  const samplesNotice = new ActionNotice(set);

  return {
    changeSettings(change) {
      const keys = Object.keys(change) as (keyof Settings)[];
      const isLive = (key: keyof Settings): boolean => (LIVE_KEYS as readonly string[]).includes(key);
      const take = (): void => set(({ settings }) => ({ settings: { ...settings, ...withOptimizerDefaults(change) } }));
      if (keys.some((key) => key !== 'backend' && !isLive(key))) {
        confirmation.before({ what: 'This setting starts new, untrained networks.', model: null }, () => {
          take();
          runs.start();
        });
        return;
      }
      take();
      if (keys.includes('backend')) void training.switchBackend();
      else training.updateSettings();
      // Under other settings the way to the goal is another.
      if (get().goal && keys.some((key) => key !== 'temperature')) {
        set({ goal: null });
        void training.exclusive(async () => undefined);
      }
    },

    train: () => void runs.train(Infinity),
    pause: () => training.pause(),
    stepOnce: () => void runs.train(1),
    reset: () =>
      confirmation.before({ what: 'Reset goes back to untrained networks.', model: null }, () => runs.start()),
    answer: (goOn) => confirmation.answer(goOn),

    goOnFrom(ids) {
      void training.exclusive(async () => {
        for (const id of ids) {
          if (!get().models[id]?.run) continue;
          training.backToSound(id);
          // The step will be taken again, so its number no longer identifies the weights.
          set((state) => changeSchedule(state, id, ALL_DUE));
          if (get().models[id]?.is.active) await training.loadOne(id);
        }
        set((state) => ({ ...withUi(state, { frozen: false, viewedStep: null }), notice: null }));
        training.train(Infinity);
      });
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
