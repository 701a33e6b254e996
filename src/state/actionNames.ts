/** What Undo and Redo call the actions: "Undo: Reset". */
import type { Settings } from './settings.ts';

/** The settings as the page calls them. */
export const SETTING_NAMES: Readonly<Record<keyof Settings, string>> = {
  learningRate: 'Learning rate',
  clipKind: 'Clip',
  clipMax: 'Clip value',
  temperature: 'Temperature',
  hidden: 'Hidden units',
  sizing: 'Compare at',
  layers: 'Layers',
  unroll: 'Unroll length',
  batch: 'Batch size',
  seed: 'Seed',
  forgetBias: 'Forget bias',
  optimizer: 'Optimizer',
  epsilon: 'Epsilon',
  beta1: 'β₁',
  beta2: 'β₂',
  input: 'Input',
  embedding: 'Embedding width',
  initialisation: 'Initialisation',
  headBias: 'Head bias',
  reduction: 'Reduction',
  reset: 'GRU reset gate',
  nonlinearity: 'RNN nonlinearity',
  backend: 'Backend',
};

export const ACTION_NAMES = {
  reset: 'Reset',
  /** The first of several stands for those that came with it. */
  settings: ([first]: readonly (keyof Settings)[]): string => SETTING_NAMES[first!],
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
