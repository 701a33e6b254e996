import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CELL_KINDS } from '../../../src/engine/spec.ts';
import { isWithin } from '../../../src/limits/limits.ts';
import type { Link } from '../../../src/state/link.ts';
import { readLink, writeLink } from '../../../src/state/address.ts';
import { LINKED_TEXT, MAX_LINKED_CHARS } from '../../../src/state/linkedText.ts';
import { firstModels } from '../../../src/state/models.ts';
import { SETTINGS } from '../../../src/state/settingsTable.ts';
import { UI, changedUi } from '../../../src/state/ui.ts';

const namesOf = (table: object): string[] =>
  Object.values(table).flatMap((entry: object) => {
    const { name } = entry as { readonly name?: unknown };
    return typeof name === 'string' ? [name] : namesOf(entry);
  });
const RUN = ['added', 'out', 'paused', 'steps', 'stepsof', 'replay', 'stretch', 'hide', 'embed', 'present', 'v'];
const NAMES = [...namesOf(SETTINGS), ...namesOf(LINKED_TEXT), ...namesOf(UI), ...RUN];

const VALUES = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...'0123456789.-_*ehclstmgru'), maxLength: 40 }),
  fc.integer().map(String),
  fc.double().map(String),
  fc.constantFrom(
    'lstm-2*forget*3_lstm-2*lr*0.1_gru-3*lr*0.01',
    'rnn.gru.lstm',
    'rnn_gru_lstm',
    'lstm-2',
    'gru*200_rnn*5',

    '301*lr*0.001_12*clip*value*lstm-2_1*clipmax*1e9',
    '__proto__',
    'constructor*1',
    '1e999',
    '-0',
    '',
    'recall.9.4',

    'header_run',
    'header.run',
    'maps',
    '1',
    'code',
    '24000.deadbeef',
    '5000.200',
    'adagrad',
    'c',
    'watch',
    '%',
    '+',
  ),
);
const PARTS = fc.array(
  fc.tuple(
    fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...NAMES) },
      { weight: 1, arbitrary: fc.string({ maxLength: 9 }) },
    ),
    VALUES,
  ),
  { maxLength: 9 },
);
/** Anything that may stand behind a #: names that are known with values of all kinds, and what no page has written. */
const HASHES = fc.oneof(
  { weight: 6, arbitrary: PARTS.map((parts) => new URLSearchParams(parts).toString()) },
  { weight: 2, arbitrary: PARTS.map((parts) => parts.map(([name, value]) => `${name}=${value}`).join('&')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 120 }) },
);

/** What of a link is outside of its range, or about what there is not. */
function misfits({ settings, text, run, ui }: Link): readonly string[] {
  const ids = [...Object.keys(firstModels()), ...run.added.map(({ id }) => id)];
  const active = ids.filter((id) => !run.out.includes(id));
  const isKnown = (id: string): boolean => ids.includes(id);
  const wrong = [
    ...Object.entries(SETTINGS).map(([key, setting]) => {
      return [key, setting.kind === 'choice' || isWithin(setting.codec.range, settings[key as 'hidden'])] as const;
    }),
    ...Object.entries(SETTINGS).map(([key, { codec }]) => {
      return [
        key,
        (codec.fit as (value: unknown) => unknown)(settings[key as 'hidden']) === settings[key as 'hidden'],
      ] as const;
    }),
    ['text', text.text.length <= MAX_LINKED_CHARS && !/\p{Surrogate}/u.test(text.text)] as const,
    ['active', active.length > 0] as const,
    ['model', active.includes(ui.cursor.model)] as const,
    [
      'added',
      run.added.length <= 3 && run.added.every(({ id, cell }) => id.startsWith(cell) && CELL_KINDS.includes(cell)),
    ] as const,
    [
      'ids',
      new Set(ids).size === ids.length && [...run.out, ...run.paused, ...Object.keys(run.stepsOf)].every(isKnown),
    ] as const,
    ['steps', Number.isSafeInteger(run.steps) && run.steps >= 0] as const,
    ['changes', run.changes.every(({ step, model }) => step >= 1 && (model === null || isKnown(model)))] as const,
    ['panel', UI.watchSide.codec.values.includes(ui.watchSide)] as const,
  ];
  return wrong.filter(([, isRight]) => !isRight).map(([what]) => what);
}

describe('an address', () => {
  test('of any kind is read without fail, every value in its range, and stays the same when it is written and read again', () => {
    fc.assert(
      fc.property(HASHES, (hash) => {
        const { link } = readLink(hash);
        expect(misfits(link)).toEqual([]);
        const again = readLink(writeLink(link));
        expect(again).toEqual({ link, refused: [] });
        expect(writeLink(again.link)).toBe(writeLink(link));
      }),
      // HASHES=20000 for as many as the release is held to: that takes a minute.
      { numRuns: Number(process.env['HASHES'] ?? 3000) },
    );
  });

  test('has one name for each value', () => {
    expect(new Set(NAMES).size).toBe(NAMES.length);
    for (const name of NAMES) expect(name).toMatch(/^[a-z][a-z0-9]{0,9}$/);
  });

  test('that names nothing is that of a first visit, and is written as nothing', () => {
    expect(readLink('').refused).toEqual([]);
    expect(writeLink(readLink('').link)).toBe('');
  });

  test('says what it cannot take, and what stands in its place', () => {
    const hash =
      'v=7&hidden=9999&lr=-1&seed=1.5&optimizer=rmsprop&beta2=2&out=rnn_gru_lstm_gru-9&ws=garden&m=lstm-4&paused=lstm-4&t=30000&hide=header.moon&colour=change&moon=1';
    const { link, refused } = readLink(hash);
    expect(refused).toEqual([
      { name: 'v', given: '7', taken: '1' },
      { name: 'lr', given: '-1', taken: '0' },
      { name: 'hidden', given: '9999', taken: '512' },
      { name: 'seed', given: '1.5', taken: '2' },
      { name: 'beta2', given: '2', taken: '0.999999' },
      { name: 't', given: '30000', taken: '19999' },
      { name: 'ws', given: 'garden', taken: 'cell' },
      { name: 'hide', given: 'header.moon', taken: 'header' },
      { name: 'out', given: 'rnn_gru_lstm_gru-9', taken: 'gru_lstm' },
      { name: 'paused', given: 'lstm-4', taken: '' },
      { name: 'm', given: 'lstm-4', taken: 'rnn' },
      { name: 'moon', given: '1', taken: '' },
    ]);
    expect(link.settings.hidden).toBe(512);
    expect(readLink(`${'a'.repeat(33_000)}=1`).refused).toEqual([
      { name: 'link', given: '33002 characters', taken: '' },
    ]);
  });

  test('is readable, and an optimizer’s own numbers are no difference', () => {
    const { link } = readLink('');
    const settings = { ...link.settings, optimizer: 'rmsprop', beta2: 0.99, hidden: 32, seed: 2 } as const;
    const text = { ...link.text, text: 'said "so", & left.\n', name: 'Mine' };
    const run = {
      ...link.run,
      added: [{ id: 'lstm-2', cell: 'lstm', overrides: { forgetBias: 3, learningRate: 0.01 } }],
      out: ['rnn'],
      steps: 500,
      stepsOf: { 'lstm-2': 200 },
      changes: [{ step: 301, key: 'learningRate', value: 0.001, model: null }],
    } as const;
    const ui = changedUi(link.ui, {
      workspace: 'watch',
      watchSide: 'unit',
      theme: 'dark',
      cursor: { unit: 12, t: 40, model: 'lstm-2' },
    });
    const hash = writeLink({ ...link, settings, text, run, ui });
    expect(hash).toBe(
      'v=1&hidden=32&seed=2&optimizer=rmsprop&text=said+%22so%22%2C+%26+left.%0A&textname=Mine&added=lstm-2*forget*3*lr*0.01&out=rnn&steps=500&stepsof=lstm-2*200&replay=301*lr*0.001&w=watch&t=40&u=12&m=lstm-2&from=0&ws=unit',
    );
    const read = readLink(hash);
    expect(read.refused).toEqual([]);
    expect(read.link).toEqual({ ...link, settings, text, run, ui: changedUi(ui, { theme: 'system' }) });
  });
});
