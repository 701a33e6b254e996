/** The models of an experiment and their settings. */
import { CELLS, type CellKind } from '../engine/spec.ts';
import { isWithin, MAX_MODELS } from '../limits/limits.ts';
import { describeDifference } from './differences.ts';
import { OVERRIDE_KEYS, type OverrideKey, type Overrides, type Settings } from './settings.ts';
import { SETTINGS } from './settingsTable.ts';
import { newModel } from './changeModel.ts';
import type { AppState } from './state.ts';
import type { Model, ModelIdentity, Models, Shown } from './model.ts';

/** Distinguish models of the same cell with the same difference. There are at most `MAX_MODELS`. */
export const AGAIN = ['second', 'third', 'fourth', 'fifth', 'sixth'];

/** The three models of a new experiment. */
export function firstModels(): Models {
  const first = (['rnn', 'gru', 'lstm'] as const).map(
    (cell): ModelIdentity => ({
      id: cell,
      name: CELLS[cell].name,
      cell,
      hue: cell,
      variant: 0,
      overrides: {},
      active: true,
      paused: false,
    }),
  );
  return Object.fromEntries(first.map((is) => [is.id, newModel(is)]));
}

/** All models, in the order in which they are shown. */
export function allModels({ models }: Pick<AppState, 'models'>): readonly Model[] {
  return Object.values(models);
}

/** The identities of all models, in the order in which they are shown. */
export function identities(state: Pick<AppState, 'models'>): readonly ModelIdentity[] {
  return allModels(state).map(({ is }) => is);
}

/** The models that are ticked. */
export function activeModels(state: Pick<AppState, 'models'>): readonly Model[] {
  return allModels(state).filter(({ is }) => is.active);
}

/** The model of the cursor; the first one if that does not exist. */
export function selectedModel({ models, ui }: Pick<AppState, 'models' | 'ui'>): Model {
  return models[ui.cursor.model] ?? allModels({ models })[0]!;
}

/** What is shown of the selected model; null if it has not been traced. */
export function selectedShown(state: Pick<AppState, 'models' | 'ui'>): Shown | null {
  return selectedModel(state).shown;
}

/** Whether a model takes training steps while training runs. */
export function learns({ active, paused }: ModelIdentity): boolean {
  return active && !paused;
}

/** A model's settings: the experiment's with its own overrides. */
export function settingsOf({ overrides }: Pick<ModelIdentity, 'overrides'>, settings: Settings): Settings {
  return { ...settings, ...overrides };
}

/** The settings that a model of this cell may override. */
export function overridesOf(cell: CellKind): readonly OverrideKey[] {
  return OVERRIDE_KEYS.filter((key) => SETTINGS[key].cells?.includes(cell) ?? true);
}

/** Why such a model cannot be added; null if it can. */
export function whyNotAdded(models: readonly ModelIdentity[], cell: CellKind, overrides: Overrides): string | null {
  if (models.length >= MAX_MODELS)
    return `There are ${MAX_MODELS} models already, the most that can be compared at once.`;
  const keys = Object.keys(overrides);
  if (keys.length === 0) return `A second ${CELLS[cell].name} needs a setting in which it differs.`;
  const allowed: readonly string[] = overridesOf(cell);
  const other = keys.find((key) => !allowed.includes(key));
  if (other !== undefined) return `The ${CELLS[cell].name} has no setting of its own called ${other}.`;
  for (const key of OVERRIDE_KEYS) {
    const setting = SETTINGS[key];
    const value = overrides[key];
    if (setting.kind !== 'number' || value === undefined) continue;
    const { range } = setting.codec;
    if (!isWithin(range, Number(value))) return `${value} is outside ${range.min} to ${range.max}.`;
  }
  return null;
}

/**
 * An added model: "LSTM, forget bias 3" in the LSTM's hue, with the first free dash pattern. If the name exists, the next is
 * its "second".
 *
 * @param number a number that no model's id has had
 */
export function laterModel(
  models: readonly ModelIdentity[],
  cell: CellKind,
  overrides: Overrides,
  number: number,
): ModelIdentity {
  let variant = 1;
  while (models.some((model) => model.hue === cell && model.variant === variant)) variant++;
  const difference = `${CELLS[cell].name}, ${describeDifference(overrides)}`;
  const isTaken = (name: string): boolean => models.some((model) => model.name === name);
  const name = [difference, ...AGAIN.map((word) => `${difference}, ${word}`)].find((one) => !isTaken(one))!;
  return { id: `${cell}-${number}`, name, cell, hue: cell, variant, overrides, active: true, paused: false };
}
