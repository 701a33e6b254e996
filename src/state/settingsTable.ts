/** The settings as addresses name them, each with the codec that holds its list or its range. */
import { optimizerDefaults } from '../engine/optimizers.ts';
import type { HeadBias, Initialisation, OptimizerKind, Reduction } from '../engine/stepSettings.ts';
import type { Nonlinearity, ResetForm } from '../engine/cells/channels.ts';
import { SETTING_RANGES } from '../limits/limits.ts';
import { type Codec, numberIn, oneOf } from './codecs.ts';
import { type Field, fromAddress, type ReadValues, toAddress } from './fields.ts';
import {
  BACKEND_CHOICES,
  type ClipKind,
  DEFAULT_SETTINGS,
  type InputKind,
  OVERRIDE_KEYS,
  type Overrides,
  type Settings,
  type Sizing,
} from './settings.ts';

type SettingFields = { readonly [K in keyof Settings]: Field<Settings[K]> };

function field<K extends keyof Settings>(key: K, name: string, codec: Codec<Settings[K]>): Field<Settings[K]> {
  return { name, codec, initial: DEFAULT_SETTINGS[key], belongs: 'experiment' };
}

function ranged<K extends keyof Settings & keyof typeof SETTING_RANGES>(key: K, name: string): Field<number> {
  return { name, codec: numberIn(SETTING_RANGES[key]), initial: DEFAULT_SETTINGS[key], belongs: 'experiment' };
}

export const SETTINGS: SettingFields = {
  learningRate: ranged('learningRate', 'lr'),
  clipKind: field('clipKind', 'clip', oneOf<ClipKind>(['norm', 'value', 'none'])),
  clipMax: ranged('clipMax', 'clipmax'),
  temperature: ranged('temperature', 'temp'),
  hidden: ranged('hidden', 'hidden'),
  sizing: field('sizing', 'sizing', oneOf<Sizing>(['hidden', 'parameters'])),
  layers: ranged('layers', 'layers'),
  unroll: ranged('unroll', 'unroll'),
  batch: ranged('batch', 'batch'),
  seed: ranged('seed', 'seed'),
  forgetBias: ranged('forgetBias', 'forget'),
  initialisation: field('initialisation', 'init', oneOf<Initialisation>(['uniform', 'glorot-orthogonal', 'gaussian'])),
  headBias: field('headBias', 'head', oneOf<HeadBias>(['unigram', 'plain'])),
  input: field('input', 'input', oneOf<InputKind>(['one-hot', 'embedding'])),
  embedding: ranged('embedding', 'embedding'),
  optimizer: field(
    'optimizer',
    'optimizer',
    oneOf<OptimizerKind>(['adam', 'rmsprop', 'adagrad', 'adagrad-minchar', 'sgd']),
  ),
  epsilon: ranged('epsilon', 'epsilon'),
  beta1: ranged('beta1', 'beta1'),
  beta2: ranged('beta2', 'beta2'),
  reduction: field('reduction', 'reduction', oneOf<Reduction>(['mean', 'sum'])),
  reset: field('reset', 'reset', oneOf<ResetForm>(['after', 'before'])),
  nonlinearity: field('nonlinearity', 'nonlin', oneOf<Nonlinearity>(['tanh', 'relu', 'sigmoid'])),
  backend: field('backend', 'backend', oneOf(BACKEND_CHOICES)),
};

/** The table in which what an optimizer has by itself is no difference. */
function tableFor(optimizer: OptimizerKind): SettingFields {
  const { epsilon, beta1, beta2 } = optimizerDefaults(optimizer);
  return {
    ...SETTINGS,
    epsilon: { ...SETTINGS.epsilon, initial: epsilon },
    beta1: { ...SETTINGS.beta1, initial: beta1 },
    beta2: { ...SETTINGS.beta2, initial: beta2 },
  };
}

/** What differs from the defaults, the optimizer's own included. */
export function settingsToAddress(settings: Settings): URLSearchParams {
  return toAddress(tableFor(settings.optimizer), settings);
}

/** Settings as a stored record has them; null unless every one is there and fits as it is. */
export function settingsFromRecord(record: Readonly<Record<string, unknown>>): Settings | null {
  const fit = Object.entries(SETTINGS).map(([key, { codec }]) => [key, fitting<unknown>(codec, record[key])] as const);
  return fit.every(([, value]) => value !== undefined) ? (Object.fromEntries(fit) as unknown as Settings) : null;
}

/** The settings that a model overrides, in a stored record; null if one of them does not fit as it is. */
export function overridesFromRecord(record: Readonly<Record<string, unknown>>): Overrides | null {
  const keys = OVERRIDE_KEYS.filter((key) => Object.hasOwn(record, key));
  const fit = keys.map((key) => [key, fitting<unknown>(SETTINGS[key].codec, record[key])] as const);
  const isWhole = keys.length === Object.keys(record).length && fit.every(([, value]) => value !== undefined);
  return isWhole ? Object.fromEntries(fit) : null;
}

/** Settings written as words, such as in the metadata of our files. What is missing or does not fit is left out. */
export function settingsInWords(words: Readonly<Record<string, string>>): Partial<Settings> {
  const fit = Object.entries(SETTINGS).map(([key, { codec }]) => {
    return [key, Object.hasOwn(words, key) ? codec.fit(codec.read(words[key]!.trim())) : undefined] as const;
  });
  return Object.fromEntries(fit.filter(([, value]) => value !== undefined));
}

/** A value that needs no change to fit; undefined for any other. */
export function fitting<T>(codec: Codec<T>, value: unknown): T | undefined {
  const fit = codec.fit(value);
  return fit === value ? fit : undefined;
}

export function settingsFromAddress(params: URLSearchParams): ReadValues<Settings> {
  const { name, codec, initial } = SETTINGS.optimizer;
  return fromAddress(tableFor(codec.fit(codec.read(params.get(name) ?? '')) ?? initial), params);
}
