/** The options of the settings, with their names. */
import type { HeadBias, OptimizerKind } from '../../engine/stepSettings.ts';
import type { Options } from '../../state/differences.ts';
import type { BackendChoice, InputKind, Settings, Sizing } from '../../state/settings.ts';
import type { TermId } from '../glossary/terms/terms.ts';

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

/** What the glossary calls the settings. */
export const SETTING_TERM: Readonly<Partial<Record<keyof Settings, TermId>>> = {
  learningRate: 'learning-rate',
  clipKind: 'clipping',
  temperature: 'temperature',
  hidden: 'hidden-units',
  sizing: 'models-have',
  layers: 'layer',
  unroll: 'unroll-length',
  batch: 'batch',
  seed: 'seed',
  forgetBias: 'forget-bias',
  optimizer: 'optimizer',
  epsilon: 'epsilon',
  beta1: 'beta1',
  beta2: 'beta2',
  input: 'input',
  embedding: 'embedding',
  initialisation: 'initialisation',
  headBias: 'head-bias',
  reset: 'reset-form',
  nonlinearity: 'nonlinearity',
  backend: 'backend',
};
