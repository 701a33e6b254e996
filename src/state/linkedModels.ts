/** Models as an address names them: which were added, and in what they differ. */
import { CELL_KINDS, type CellKind } from '../engine/spec.ts';
import { MAX_MODELS } from '../limits/limits.ts';
import type { Codec } from './codecs.ts';
import type { AddedModel } from './link.ts';
import { overridesOf } from './models.ts';
import { SETTINGS } from './settingsTable.ts';

const PART = '*';
const MODEL = '_';
const ID = /^(rnn|gru|lstm)-\d{1,6}$/;
/** Models that can be added to the first three. */
const MOST = MAX_MODELS - CELL_KINDS.length;

function fittedModel(value: unknown): AddedModel | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { id, overrides } = value as Partial<AddedModel>;
  if (typeof id !== 'string' || !ID.test(id) || typeof overrides !== 'object' || overrides === null) return undefined;
  const cell = id.slice(0, id.indexOf('-')) as CellKind;
  const fitted = overridesOf(cell).flatMap((key): [string, unknown][] => {
    const one = Object.hasOwn(overrides, key) ? SETTINGS[key].codec.fit(overrides[key]) : undefined;
    return one === undefined ? [] : [[key, one]];
  });
  return fitted.length === 0 ? undefined : { id, cell, overrides: Object.fromEntries(fitted) };
}

function writtenModel({ id, cell, overrides }: AddedModel): string {
  const parts = overridesOf(cell).flatMap((key): string[] => {
    const { name, codec } = SETTINGS[key];
    return overrides[key] === undefined ? [] : [name, (codec as Codec<unknown>).write(overrides[key])];
  });
  return [id, ...parts].join(PART);
}

function readModel(written: string): unknown {
  const [id, ...parts] = written.split(PART, 2 * 8 + 1);
  const cell = CELL_KINDS.find((kind) => id!.startsWith(`${kind}-`));
  if (!cell) return undefined;
  const overrides = overridesOf(cell).flatMap((key): [string, unknown][] => {
    const { name, codec } = SETTINGS[key];
    const at = parts.findIndex((part, k) => k % 2 === 0 && part === name);
    return at < 0 || parts[at + 1] === undefined ? [] : [[key, codec.read(parts[at + 1]!)]];
  });
  return { id, cell, overrides: Object.fromEntries(overrides) };
}

/** "lstm-2*forget*3_gru-3*lr*0.01": no id twice, and no more than there is room for. */
export const addedModels: Codec<readonly AddedModel[]> = {
  fit: (value) => {
    if (!Array.isArray(value)) return undefined;
    const models = value.flatMap((one: unknown) => fittedModel(one) ?? []);
    return models.filter(({ id }, k) => models.findIndex((one) => one.id === id) === k).slice(0, MOST);
  },
  write: (models) => models.map(writtenModel).join(MODEL),
  read: (written) => (written === '' ? [] : written.split(MODEL, 2 * MOST).map(readModel)),
};
