/** The settings as one line: sizes and optimizer, and whatever is not as at a first visit. */
import { formatCount } from '../../draw/format.ts';
import { optimizerDefaults } from '../../engine/optimizers.ts';
import { differenceParts, labelOf } from '../../state/differences.ts';
import { OVERRIDE_KEYS, type Overrides, type Settings, SETTINGS } from '../../state/settings.ts';
import type { AppState } from '../../state/state.ts';
import { HEAD_BIASES, OPTIMIZERS, SIZINGS } from './settingOptions.ts';

const counted = (count: number, word: string): string => `${formatCount(count)} ${word}${count === 1 ? '' : 's'}`;

/**
 * "64 units", "1 layer", "Adam 0.005", and a part for each setting that differs from its default and is in use.
 *
 * @param shape what one step reads: less than is set where the text is short
 */
export function describeSettings(settings: Settings, shape: AppState['shape']): readonly string[] {
  const { hidden, layers, optimizer, learningRate } = settings;
  const differs = (key: keyof Settings): boolean => settings[key] !== SETTINGS[key].initial;
  const named = (key: keyof Settings, words: string): string | null => (differs(key) ? words : null);
  const parts = [
    counted(hidden, 'unit'),
    named('sizing', labelOf(SIZINGS, settings.sizing)),
    counted(layers, 'layer'),
    `${labelOf(OPTIMIZERS, optimizer)} ${learningRate}`,
    ...optimizerParts(settings),
    named('unroll', `unroll length ${settings.unroll}`),
    named('batch', `batch size ${settings.batch}`),
    isShortened(settings, shape) ? `short text: unrolled over ${shape.unroll}, ${shape.batch} at a time` : null,
    named('seed', `seed ${settings.seed}`),
    settings.input === 'embedding' ? `embedding ${settings.embedding}` : null,
    named('headBias', `head bias ${labelOf(HEAD_BIASES, settings.headBias)}`),
    named('reduction', `reduction ${settings.reduction}`),
    ...differenceParts(changedOverrides(settings)),
    named('temperature', `temperature ${settings.temperature}`),
    named('backend', settings.backend),
  ];
  return parts.filter((part) => part !== null).map((part) => part.replaceAll('-', '−'));
}

/** Whether the text is too short for the unroll length and the batch size that are set. */
export function isShortened(settings: Settings, shape: AppState['shape']): shape is NonNullable<AppState['shape']> {
  return shape !== null && (shape.batch !== settings.batch || shape.unroll !== settings.unroll);
}

/** The optimizer's own numbers where they are not those that it begins with. */
function optimizerParts(settings: Settings): readonly string[] {
  const { optimizer } = settings;
  const initial = optimizerDefaults(optimizer);
  const used = [
    ...(optimizer === 'sgd' ? [] : (['epsilon'] as const)),
    ...(optimizer === 'adam' ? (['beta1', 'beta2'] as const) : []),
    ...(optimizer === 'rmsprop' ? (['beta2'] as const) : []),
  ];
  const symbols = { epsilon: 'ε', beta1: 'β₁', beta2: optimizer === 'rmsprop' ? 'α' : 'β₂' };
  return used.filter((key) => settings[key] !== initial[key]).map((key) => `${symbols[key]} ${settings[key]}`);
}

/** Those settings that a single model may have of its own, where they differ from their defaults. */
function changedOverrides(settings: Settings): Overrides {
  const keys = OVERRIDE_KEYS.filter((key) => {
    if (key === 'learningRate' || (key === 'clipMax' && settings.clipKind === 'none')) return false;
    return settings[key] !== SETTINGS[key].initial;
  });
  return Object.fromEntries(keys.map((key) => [key, settings[key]]));
}
