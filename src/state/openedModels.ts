/** What becomes of an experiment when a model is opened from files: pure functions. */
import { clampTo, MAX_MODELS } from '../limits/limits.ts';
import { SETTINGS } from './settingsTable.ts';
import { CELLS, type ModelSpec } from '../engine/spec.ts';
import { newModel } from './changeModel.ts';
import { allModels, AGAIN, firstModels } from './models.ts';
import type { Settings } from './settings.ts';
import { settingsInWords } from './writtenSettings.ts';
import type { AppState } from './state.ts';
import type { ModelIdentity, Models, OpenedWeights } from './model.ts';

/** The vocabulary in which texts are read: that of the opened models; null where there is none and each text has its own. */
export function fixedVocabulary({ models, text }: Pick<AppState, 'models' | 'text'>): readonly string[] | null {
  return text && allModels({ models }).some(({ is }) => is.opened) ? text.symbols : null;
}

/**
 * The models of the new experiment: RNN, GRU and LSTM, which do not take part until they are ticked; those that were opened
 * earlier with the same vocabulary; and the new one.
 */
export function withOpened(
  state: Pick<AppState, 'models' | 'text'>,
  opened: OpenedWeights,
  vocabulary: readonly string[],
  number: number,
): { readonly models: Models; readonly id: string } {
  const symbols = fixedVocabulary(state);
  const isSame = symbols?.length === vocabulary.length && symbols.every((symbol, k) => symbol === vocabulary[k]);
  const first = Object.values(firstModels()).map(({ is }) => ({ ...is, active: false }));
  const earlier = isSame ? allModels(state).flatMap(({ is }) => (is.opened ? [is] : [])) : [];
  const kept = earlier.slice(-(MAX_MODELS - first.length - 1));
  const added = identityOf([...first, ...kept], opened, number);
  const all = [...first, ...kept, added];
  return { models: Object.fromEntries(all.map((is) => [is.id, newModel(is)])), id: added.id };
}

/** "LSTM, opened", in the LSTM's hue, with the first dash pattern that none of its cell has. */
function identityOf(models: readonly ModelIdentity[], opened: OpenedWeights, number: number): ModelIdentity {
  const { cell } = opened.spec;
  let variant = 1;
  while (models.some((model) => model.hue === cell && model.variant === variant)) variant++;
  const plain = `${CELLS[cell].name}, opened`;
  const isTaken = (name: string): boolean => models.some((model) => model.name === name);
  const name = [plain, ...AGAIN.map((word) => `${plain}, ${word}`)].find((one) => !isTaken(one))!;
  return {
    id: `${cell}-${number}`,
    name,
    cell,
    hue: cell,
    variant,
    overrides: {},
    opened,
    active: true,
    paused: false,
  };
}

/**
 * The settings with which the experiment goes on: those in the file, as far as it has them, and for a file of another
 * program the model's sizes, so that a cell that is ticked beside it is as large.
 *
 * @param words null for a file of another program
 */
export function settingsWithOpened(
  settings: Settings,
  spec: ModelSpec,
  words: Readonly<Record<string, string>> | null,
): Settings {
  // The backend is the reader's, not the file's.
  if (words) return { ...settings, ...settingsInWords(words), backend: settings.backend };
  const { hidden, layers, embedding, nonlinearity, reset } = spec;
  return {
    ...settings,
    hidden: clampTo(SETTINGS.hidden.codec.range, hidden)!,
    layers: clampTo(SETTINGS.layers.codec.range, layers)!,
    sizing: 'hidden',
    input: embedding > 0 ? 'embedding' : 'one-hot',
    ...(embedding > 0 ? { embedding: clampTo(SETTINGS.embedding.codec.range, embedding)! } : {}),
    nonlinearity,
    reset,
  };
}
