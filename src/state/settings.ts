import { optimizerDefaults } from '../engine/optimizers.ts';
import type { HeadBias, Initialisation, OptimizerKind, Reduction } from '../engine/stepSettings.ts';
import type { Nonlinearity, ResetForm } from '../engine/cells/channels.ts';

export type BackendChoice = 'auto' | 'webgl' | 'wasm' | 'cpu';
export const BACKEND_CHOICES: readonly BackendChoice[] = ['auto', 'webgl', 'wasm', 'cpu'];
export type ClipKind = 'none' | 'norm' | 'value';
export type InputKind = 'one-hot' | 'embedding';
/** What the models have in common: H, or nearly the number of parameters of an LSTM with H units. */
export type Sizing = 'hidden' | 'parameters';

/** Settings that take effect at the next training step. */
interface LiveSettings {
  readonly learningRate: number;
  readonly clipKind: ClipKind;
  readonly clipMax: number;
  /** Of the samples. */
  readonly temperature: number;
}

/** Settings that start a new run when they change. */
interface ResetSettings {
  readonly hidden: number;
  readonly sizing: Sizing;
  readonly layers: number;
  readonly unroll: number;
  readonly batch: number;
  readonly seed: number;
  /** LSTM. */
  readonly forgetBias: number;
  readonly initialisation: Initialisation;
  readonly headBias: HeadBias;
  readonly input: InputKind;
  /** E, when the input is an embedding. */
  readonly embedding: number;
  readonly optimizer: OptimizerKind;
  /** ε of Adagrad, RMSProp and Adam. */
  readonly epsilon: number;
  /** Adam's β₁. */
  readonly beta1: number;
  /** Adam's β₂; RMSProp's α. */
  readonly beta2: number;
  readonly reduction: Reduction;
  /** GRU. */
  readonly reset: ResetForm;
  /** RNN. */
  readonly nonlinearity: Nonlinearity;
}

export interface Settings extends LiveSettings, ResetSettings {
  readonly backend: BackendChoice;
}

/** On 20,000 characters of English, an LSTM reaches 2.5 nats after about 140 steps with these. */
export const DEFAULT_SETTINGS: Settings = {
  learningRate: 5e-3,
  clipKind: 'norm',
  clipMax: 1,
  temperature: 0.8,
  hidden: 64,
  sizing: 'hidden',
  layers: 1,
  unroll: 64,
  batch: 32,
  seed: 1,
  forgetBias: 1,
  initialisation: 'uniform',
  headBias: 'unigram',
  input: 'one-hot',
  embedding: 16,
  optimizer: 'adam',
  epsilon: 1e-8,
  beta1: 0.9,
  beta2: 0.999,
  reduction: 'mean',
  reset: 'after',
  nonlinearity: 'tanh',
  backend: 'auto',
};

/** A change of settings. A change of the optimizer adds its defaults, unless they are given. */
export function withOptimizerDefaults(change: Partial<Settings>): Partial<Settings> {
  if (change.optimizer === undefined) return change;
  const { epsilon, beta1, beta2 } = optimizerDefaults(change.optimizer);
  return { epsilon, beta1, beta2, ...change };
}

export const LIVE_KEYS: readonly (keyof LiveSettings)[] = ['learningRate', 'clipKind', 'clipMax', 'temperature'];

/** Settings that a model may override. Sizes, text and seed are common to all models. */
export const OVERRIDE_KEYS = [
  'forgetBias',
  'initialisation',
  'clipKind',
  'clipMax',
  'learningRate',
  'nonlinearity',
  'reset',
] as const satisfies readonly (keyof Settings)[];

export type OverrideKey = (typeof OVERRIDE_KEYS)[number];
export type Overrides = Readonly<Partial<Pick<Settings, OverrideKey>>>;
