import type { ModelSpec } from '../engine/spec.ts';
import { VERSION } from '../limits/version.ts';
import type { WeightsMark } from '../state/findState.ts';
import { changesOfSettings, settingsInForce } from '../state/inForce.ts';
import type { AppState } from '../state/state.ts';
import type { ModelId } from '../state/model.ts';

/** One fact: its name and its value. */
export type Fact = readonly [name: string, value: string | number];

/** Facts about the text. */
export function aboutText({ text }: Pick<AppState, 'text'>): readonly Fact[] {
  return [
    ['made by', 'Unrolled'],
    ['version', VERSION],
    ['text', text?.name ?? ''],
    ['characters of the text', text?.tokens.length ?? 0],
  ];
}

/** Facts about a model: its weights, the settings in force at their step, and when settings changed. */
export function aboutModel(
  state: Pick<AppState, 'models' | 'settings' | 'text'>,
  model: ModelId,
  spec: ModelSpec,
  { step, changes }: WeightsMark,
): readonly Fact[] {
  const { is, run } = state.models[model] ?? {};
  return [
    ['model', is?.name ?? model],
    ['training step', step],
    ['weights changed by hand', changes.join('; ')],
    ...(Object.keys(spec) as (keyof ModelSpec)[]).map((key): Fact => [`model ${key}`, spec[key]]),
    ...Object.entries(settingsInForce(state, model, step) ?? {}).map(
      ([key, value]): Fact => [`setting ${key}`, String(value)],
    ),
    ['settings changed during training', run ? changesOfSettings(run, step).join('; ') : ''],
  ];
}
