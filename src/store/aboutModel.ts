import type { ModelSpec } from '../engine/spec.ts';
import { VERSION } from '../limits/version.ts';
import type { WeightsMark } from './findState.ts';
import type { AppState, SlotId } from './state.ts';

/** One fact: its name and its value. */
export type Fact = readonly [name: string, value: string | number];

/** Which text, by its name and length. */
export function aboutText({ text }: Pick<AppState, 'text'>): readonly Fact[] {
  return [
    ['made by', 'Unrolled'],
    ['version', VERSION],
    ['text', text?.name ?? ''],
    ['characters of the text', text?.tokens.length ?? 0],
  ];
}

/** Which model with which weights, and the settings of its run. */
export function aboutModel(
  { slots, runs }: Pick<AppState, 'slots' | 'runs'>,
  slot: SlotId,
  spec: ModelSpec,
  { step, changes }: WeightsMark,
): readonly Fact[] {
  return [
    ['model', slots.find(({ id }) => id === slot)?.name ?? slot],
    ['training step', step],
    ['weights changed by hand', changes.join('; ')],
    ...(Object.keys(spec) as (keyof ModelSpec)[]).map((key): Fact => [`model ${key}`, spec[key]]),
    ...Object.entries(runs[slot]?.settings ?? {}).map(([key, value]): Fact => [`setting ${key}`, String(value)]),
  ];
}
