/** The models of an experiment: which there are, and what each is trained with. */
import type { CellKind } from '../engine/spec.ts';
import { isWithin, MAX_SLOTS, SETTING_RANGES } from '../limits/limits.ts';
import { OVERRIDE_KEYS, type OverrideKey, type Overrides, type Settings } from './settings.ts';
import type { Slot } from './state.ts';

export const CELL_NAMES: Readonly<Record<CellKind, string>> = { rnn: 'RNN', gru: 'GRU', lstm: 'LSTM' };

/** Settings that only one kind of cell has. */
const ONLY_OF: Readonly<Partial<Record<OverrideKey, CellKind>>> = {
  forgetBias: 'lstm',
  nonlinearity: 'rnn',
  reset: 'gru',
};

/** The three that an experiment starts with. */
export function firstSlots(): readonly Slot[] {
  return (['rnn', 'gru', 'lstm'] as const).map((cell) => ({
    id: cell,
    name: CELL_NAMES[cell],
    cell,
    hue: cell,
    variant: 0,
    overrides: {},
    active: true,
    paused: false,
  }));
}

/** Whether it takes training steps when training runs. */
export function learns(slot: Slot): boolean {
  return slot.active && !slot.paused;
}

/** What a model is made and trained with: the experiment's settings, and what it has otherwise. */
export function settingsOf({ overrides }: Pick<Slot, 'overrides'>, settings: Settings): Settings {
  return { ...settings, ...overrides };
}

/** The settings that a model of this cell may have otherwise than the rest. */
export function overridesOf(cell: CellKind): readonly OverrideKey[] {
  return OVERRIDE_KEYS.filter((key) => (ONLY_OF[key] ?? cell) === cell);
}

/** Why no such model can be added to these; null where it can. */
export function whyNotAdded(slots: readonly Slot[], cell: CellKind, overrides: Overrides): string | null {
  if (slots.length >= MAX_SLOTS) return `There are ${MAX_SLOTS} models already, the most that can be compared at once.`;
  const keys = Object.keys(overrides);
  if (keys.length === 0) return `A second ${CELL_NAMES[cell]} needs a setting in which it differs.`;
  const allowed: readonly string[] = overridesOf(cell);
  const other = keys.find((key) => !allowed.includes(key));
  if (other !== undefined) return `The ${CELL_NAMES[cell]} has no setting of its own called ${other}.`;
  for (const key of ['forgetBias', 'clipMax', 'learningRate'] as const) {
    const value = overrides[key];
    const range = SETTING_RANGES[key];
    if (value !== undefined && !isWithin(range, value)) return `${value} is outside ${range.min} to ${range.max}.`;
  }
  return null;
}

/** A further model: "LSTM 2" in the LSTM's hue, with the first dash pattern that none of its cell has. */
export function furtherSlot(slots: readonly Slot[], cell: CellKind, overrides: Overrides): Slot {
  let variant = 1;
  while (slots.some((slot) => slot.hue === cell && slot.variant === variant)) variant++;
  const name = `${CELL_NAMES[cell]} ${variant + 1}`;
  return { id: `${cell}-${variant + 1}`, name, cell, hue: cell, variant, overrides, active: true, paused: false };
}
