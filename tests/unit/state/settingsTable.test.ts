import { ACTION_NAMES } from '../../../src/state/actionNames.ts';
import { expect, test } from 'vitest';
import { SETTINGS } from '../../../src/state/settingsTable.ts';
import { isInUse, valueInWords, wordsOf } from '../../../src/state/setting.ts';
import { DEFAULT_SETTINGS, isLive, SETTING_KEYS, type SettingKey } from '../../../src/state/settings.ts';
import { isTermId } from '../../../src/views/glossary/terms/terms.ts';

const isKey = (key: string): key is SettingKey => (SETTING_KEYS as readonly string[]).includes(key);

/** The values of a setting that is a choice; none of any other. */
function valuesOf(key: string): readonly string[] {
  const setting = isKey(key) ? SETTINGS[key] : null;
  return setting?.kind === 'choice' ? setting.options.map(([value]) => value) : [];
}

test('every name is used once, and every term stands in the glossary', () => {
  const rows = Object.values(SETTINGS);
  expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
  const terms = rows.flatMap(({ term, under }) => [
    term,
    ...Object.values(under)
      .flatMap((words) => Object.values(words))
      .map((words) => words.term ?? term),
  ]);
  expect(terms.filter((term) => !isTermId(term))).toEqual([]);
});

test('what a setting depends on is another setting and its values', () => {
  for (const [key, { where, under }] of Object.entries(SETTINGS)) {
    for (const [other, values] of Object.entries(where))
      expect(valuesOf(other), key).toEqual(expect.arrayContaining([...values]));
    for (const [other, words] of Object.entries(under)) {
      expect(valuesOf(other), key).toEqual(expect.arrayContaining(Object.keys(words)));
    }
  }
});

test('a field is shown where its setting has an effect', () => {
  const shown = (change: Partial<typeof DEFAULT_SETTINGS>, cells: readonly ('rnn' | 'gru' | 'lstm')[]) =>
    SETTING_KEYS.filter((key) => isInUse(SETTINGS[key], { ...DEFAULT_SETTINGS, ...change }, cells));
  expect(shown({ clipKind: 'none' }, ['rnn'])).not.toContain('clipMax');
  expect(shown({ optimizer: 'sgd' }, ['rnn']).filter((key) => ['epsilon', 'beta1', 'beta2'].includes(key))).toEqual([]);
  expect(shown({ optimizer: 'rmsprop' }, ['rnn'])).toContain('beta2');
  expect(shown({}, ['gru'])).toContain('reset');
  expect(shown({}, ['gru'])).not.toContain('forgetBias');
  expect(shown({}, ['rnn', 'lstm'])).toEqual(expect.arrayContaining(['nonlinearity', 'forgetBias']));
});

test('words follow the other settings', () => {
  expect(wordsOf(SETTINGS.beta2, { optimizer: 'rmsprop' })).toMatchObject({ title: 'α', term: 'alpha' });
  expect(wordsOf(SETTINGS.beta2, { optimizer: 'adam' }).title).toBe('β₂');
  expect(wordsOf(SETTINGS.clipMax, { clipKind: 'norm' }).title).toBe('Clip norm');
  expect(valueInWords(SETTINGS.clipMax, 5, { clipKind: 'norm' })).toBe('clip norm 5');
  expect(valueInWords(SETTINGS.clipMax, 5, { clipKind: 'value' })).toBe('clip value 5');
  expect(valueInWords(SETTINGS.clipMax, 5, {})).toBe('clip limit 5');
  expect(wordsOf(SETTINGS.epsilon, { optimizer: 'adagrad-minchar' }).hint).toContain('before the root');
  expect(valueInWords(SETTINGS.nonlinearity, 'relu', {})).toBe('ReLU');
  expect(valueInWords(SETTINGS.unroll, 100, {})).toBe('unroll length 100');
});

test('Undo calls a setting what its field is called once it is changed', () => {
  const named = (change: Partial<typeof DEFAULT_SETTINGS>): string =>
    ACTION_NAMES.settings(Object.keys(change) as (keyof typeof change)[], { ...DEFAULT_SETTINGS, ...change });
  expect(named({ clipMax: 2 })).toBe('Clip norm');
  expect(named({ clipMax: 2, clipKind: 'value' })).toBe('Clip value');
  expect(named({ beta2: 0.9, optimizer: 'rmsprop' })).toBe('α');
  expect(named({ beta2: 0.9 })).toBe('β₂');
});

test('only those of the next step leave a run going', () => {
  expect(SETTING_KEYS.filter(isLive)).toEqual(['learningRate', 'clipKind', 'clipMax', 'temperature']);
});
