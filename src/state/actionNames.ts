/** What Undo and Redo call the actions: "Undo: Reset". */
import { wordsOf } from './setting.ts';
import type { Settings } from './settings.ts';
import { SETTINGS } from './settingsTable.ts';

export const ACTION_NAMES = {
  reset: 'Reset',
  /**
   * The first of several stands for those that came with it.
   *
   * @param settings those after the change, which decide what a setting is called
   */
  settings: ([first]: readonly (keyof Settings)[], settings: Settings): string =>
    wordsOf(SETTINGS[first!], settings).title,
  text: (name: string): string => `Text “${name}”`,
  openModel: (name: string): string => `Open ${name}`,
  openExperiment: (name: string): string => `Open experiment “${name}”`,
  addModel: (name: string): string => `Add ${name}`,
  removeModel: (name: string): string => `Remove ${name}`,
  tick: (name: string, active: boolean): string => `${active ? 'Tick' : 'Untick'} ${name}`,
  pause: (name: string, paused: boolean): string => `${paused ? 'Pause' : 'Resume'} ${name}`,
  provoke: (name: string): string => `Provoke ${name}`,
  trainProvoked: (name: string): string => `Train ${name} on, provoked`,
  takeBack: (name: string): string => `Take ${name} back`,
  addLabel: (name: string): string => `Add label “${name}”`,
  changeLabel: (name: string): string => `Change label “${name}”`,
  removeLabel: (name: string): string => `Remove label “${name}”`,
  viewStep: (step: number | null): string => (step === null ? 'Show newest weights' : `Show step ${step}`),
  deleteStored: (name: string): string => `Delete “${name}”`,
};
