/** The options of the settings, with their names. */
import type { HeadBias, OptimizerKind } from '../../engine/stepSettings.ts';
import type { Options } from '../../state/differences.ts';
import type { BackendChoice, InputKind, Sizing } from '../../state/settings.ts';

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
export const HEAD_BIASES: Options<HeadBias> = [
  ['unigram', 'frequency'],
  ['plain', 'as weights'],
];
export const BACKENDS: Options<BackendChoice> = [
  ['auto', 'auto'],
  ['webgl', 'webgl'],
  ['wasm', 'wasm'],
  ['cpu', 'cpu'],
];
