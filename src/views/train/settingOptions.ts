/** The choices among the settings and what they are called. */
import type { HeadBias, Initialisation, OptimizerKind } from '../../engine/settings.ts';
import type { Nonlinearity, ResetForm } from '../../engine/spec.ts';
import type { BackendChoice, ClipKind, InputKind, Overrides, Sizing } from '../../store/settings.ts';

export type Options<T> = readonly (readonly [value: T, label: string])[];

export const CLIPS: Options<ClipKind> = [
  ['norm', 'by norm'],
  ['value', 'by value'],
  ['none', 'off'],
];
export const OPTIMIZERS: Options<OptimizerKind> = [
  ['adam', 'Adam'],
  ['rmsprop', 'RMSProp'],
  ['adagrad', 'Adagrad'],
  ['adagrad-minchar', 'Adagrad, √(s+ε)'],
  ['sgd', 'SGD'],
];
export const INPUTS: Options<InputKind> = [
  ['one-hot', 'one-hot'],
  ['embedding', 'embedding'],
];
export const SIZINGS: Options<Sizing> = [
  ['hidden', 'equal hidden size'],
  ['parameters', 'equal parameters'],
];
export const INITIALISATIONS: Options<Initialisation> = [
  ['uniform', '±1/√H'],
  ['glorot-orthogonal', 'Glorot'],
  ['gaussian', 'N(0, 0.01²)'],
];
export const HEAD_BIASES: Options<HeadBias> = [
  ['unigram', 'frequency'],
  ['plain', 'as weights'],
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
export const BACKENDS: Options<BackendChoice> = [
  ['auto', 'auto'],
  ['webgl', 'webgl'],
  ['wasm', 'wasm'],
  ['cpu', 'cpu'],
];

function labelOf<T>(options: Options<T>, value: T): string {
  return options.find(([one]) => one === value)![1];
}

/** In what a model differs from the experiment's settings: "forget bias 0, clip off"; "" for one that does not. */
export function differenceWords(overrides: Overrides): string {
  const { forgetBias, initialisation, clipKind, clipMax, learningRate, nonlinearity, reset } = overrides;
  const clip = clipKind === undefined ? 'clip at' : `clip ${labelOf(CLIPS, clipKind)}`;
  const words = [
    forgetBias === undefined ? null : `forget bias ${forgetBias}`,
    initialisation === undefined ? null : `initialisation ${labelOf(INITIALISATIONS, initialisation)}`,
    clipKind === undefined && clipMax === undefined ? null : clipMax === undefined ? clip : `${clip} ${clipMax}`,
    learningRate === undefined ? null : `learning rate ${learningRate}`,
    nonlinearity === undefined ? null : labelOf(NONLINEARITIES, nonlinearity),
    reset === undefined ? null : `reset gate ${labelOf(RESETS, reset)}`,
  ];
  return words
    .filter((word) => word !== null)
    .join(', ')
    .replaceAll('-', '−');
}
