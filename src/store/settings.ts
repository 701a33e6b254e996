import type { HeadBias, Initialisation, OptimizerKind, Reduction } from '../engine/settings.ts';
import type { Nonlinearity, ResetForm } from '../engine/spec.ts';

export type BackendChoice = 'auto' | 'webgl' | 'wasm' | 'cpu';
export const BACKEND_CHOICES: readonly BackendChoice[] = ['auto', 'webgl', 'wasm', 'cpu'];
export type ClipKind = 'none' | 'norm' | 'value';
export type InputKind = 'one-hot' | 'embedding';
/** What the compared models have in common: H, or (nearly) the number of parameters of an LSTM with H units. */
export type Sizing = 'hidden' | 'parameters';

/** What takes effect at the next training step. */
export interface LiveSettings {
  readonly learningRate: number;
  readonly clipKind: ClipKind;
  readonly clipMax: number;
  /** Of the samples. */
  readonly temperature: number;
}

/** What starts a new run when it changes. */
export interface ResetSettings {
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
  readonly epsilon: number;
  readonly reduction: Reduction;
  /** GRU. */
  readonly reset: ResetForm;
  /** RNN. */
  readonly nonlinearity: Nonlinearity;
}

export interface Settings extends LiveSettings, ResetSettings {
  readonly backend: BackendChoice;
}

/** DESIGN §2. On 20,000 characters of English an LSTM passes 2.5 nats after about 140 steps with these. */
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
  reduction: 'mean',
  reset: 'after',
  nonlinearity: 'tanh',
  backend: 'auto',
};

export const LIVE_KEYS: readonly (keyof LiveSettings)[] = ['learningRate', 'clipKind', 'clipMax', 'temperature'];

/** What one model of the experiment may have otherwise than the rest. Sizes, text and seed are common to all. */
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
