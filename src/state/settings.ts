/** The settings of an experiment: their type, their defaults, and which of them may change when. */
import { optimizerDefaults } from '../engine/optimizers.ts';
import type { OptimizerKind } from '../engine/stepSettings.ts';
import { initialValues, type ValuesOf } from './fields.ts';
import { SETTINGS } from './settingsTable.ts';

export type Settings = ValuesOf<typeof SETTINGS>;
export type SettingKey = keyof Settings;

export const SETTING_KEYS = Object.keys(SETTINGS) as readonly SettingKey[];

export const DEFAULT_SETTINGS: Settings = initialValues(SETTINGS);

/** The table in which what an optimizer has by itself is no difference. */
export function settingsFor(optimizer: OptimizerKind): typeof SETTINGS {
  const { epsilon, beta1, beta2 } = optimizerDefaults(optimizer);
  return {
    ...SETTINGS,
    epsilon: { ...SETTINGS.epsilon, initial: epsilon },
    beta1: { ...SETTINGS.beta1, initial: beta1 },
    beta2: { ...SETTINGS.beta2, initial: beta2 },
  };
}

/** Whether a change takes effect at the next training step. All others but the backend start a new run. */
export function isLive(key: SettingKey): boolean {
  return SETTINGS[key].effect === 'step';
}

/** A change of settings. A change of the optimizer adds its defaults, unless they are given. */
export function withOptimizerDefaults(change: Partial<Settings>): Partial<Settings> {
  if (change.optimizer === undefined) return change;
  const { epsilon, beta1, beta2 } = optimizerDefaults(change.optimizer);
  return { epsilon, beta1, beta2, ...change };
}

/** Settings that a model may override. Sizes, text and seed are common to all models. */
export const OVERRIDE_KEYS = [
  'forgetBias',
  'initialisation',
  'clipKind',
  'clipMax',
  'learningRate',
  'nonlinearity',
  'reset',
] as const satisfies readonly SettingKey[];

export type OverrideKey = (typeof OVERRIDE_KEYS)[number];
export type Overrides = Readonly<Partial<Pick<Settings, OverrideKey>>>;
