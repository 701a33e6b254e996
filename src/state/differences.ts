/** The settings in which a model may differ from the experiment, and their descriptions. */
import type { Initialisation } from '../engine/stepSettings.ts';
import type { Nonlinearity, ResetForm } from '../engine/cells/channels.ts';
import type { ClipKind, Overrides } from './settings.ts';

export type Options<T> = readonly (readonly [value: T, label: string])[];

export const CLIPS: Options<ClipKind> = [
  ['norm', 'by norm'],
  ['value', 'by value'],
  ['none', 'off'],
];
export const INITIALISATIONS: Options<Initialisation> = [
  ['uniform', '±1/√H'],
  ['glorot-orthogonal', 'Glorot'],
  ['gaussian', 'N(0, 0.01²)'],
];
export const RESETS: Options<ResetForm> = [
  ['after', 'after W_hn'],
  ['before', 'before W_hn'],
];
export const NONLINEARITIES: Options<Nonlinearity> = [
  ['tanh', 'tanh'],
  ['relu', 'ReLU'],
  ['sigmoid', 'σ'],
];

/** What an option is called. */
export function labelOf<T>(options: Options<T>, value: T): string {
  return options.find(([one]) => one === value)![1];
}

/** How a model's settings differ from the experiment's: "forget bias 0, clip off"; "" if they do not. */
export function describeDifference(overrides: Overrides): string {
  return differenceParts(overrides).join(', ').replaceAll('-', '−');
}

/** Settings and their values in words: "forget bias 0", "clip off". */
export function differenceParts(overrides: Overrides): readonly string[] {
  const { forgetBias, initialisation, clipKind, clipMax, learningRate, nonlinearity, reset } = overrides;
  const clip = clipKind === undefined ? 'clip at' : `clip ${labelOf(CLIPS, clipKind)}`;
  const parts = [
    forgetBias === undefined ? null : `forget bias ${forgetBias}`,
    initialisation === undefined ? null : `initialisation ${labelOf(INITIALISATIONS, initialisation)}`,
    clipKind === undefined && clipMax === undefined ? null : clipMax === undefined ? clip : `${clip} ${clipMax}`,
    learningRate === undefined ? null : `learning rate ${learningRate}`,
    nonlinearity === undefined ? null : labelOf(NONLINEARITIES, nonlinearity),
    reset === undefined ? null : `reset gate ${labelOf(RESETS, reset)}`,
  ];
  return parts.filter((part) => part !== null);
}
