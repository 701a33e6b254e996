import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CELL_KINDS, CELLS } from '../../../src/engine/spec.ts';
import type { Field } from '../../../src/state/fields.ts';
import { mapKeys } from '../../../src/state/mapKeys.ts';
import {
  changedUi,
  INITIAL_UI,
  UI,
  type Ui,
  type UiChange,
  uiFromAddress,
  uiFromRecord,
  uiToAddress,
  uiToRecord,
} from '../../../src/state/ui.ts';

interface Leaf {
  readonly path: readonly string[];
  readonly field: Field<unknown>;
}

const isField = (entry: object): entry is Field<unknown> => 'codec' in entry && 'initial' in entry;
const LEAVES: readonly Leaf[] = Object.entries(UI).flatMap(([key, entry]): readonly Leaf[] => {
  if (isField(entry)) return [{ path: [key], field: entry }];
  return Object.entries(entry).map(([part, field]) => ({ path: [key, part], field: field as Field<unknown> }));
});
const valueAt = (ui: Ui, path: readonly string[]): unknown =>
  path.reduce((value, key) => (value as Record<string, unknown>)[key], ui as unknown);

/** Where a view holds what its codec would not leave as it is. */
function misfits(ui: Ui): readonly string[] {
  return LEAVES.filter(({ path, field: { codec } }) => {
    const value = valueAt(ui, path);
    const fit = codec.fit(value);
    return !Object.is(fit, value) && JSON.stringify(fit) !== JSON.stringify(value);
  }).map(({ path }) => path.join('.'));
}

const UNIT = fc.record({
  layer: fc.integer({ min: 0, max: 3 }),
  channel: fc.constantFrom(...CELLS.lstm.channels, ...CELLS.gru.channels),
  unit: fc.integer({ min: 0, max: 1023 }),
});
const level = (max: number): fc.Arbitrary<number> => fc.double({ min: 0.01, max, noNaN: true });
const LEVELS = fc.record({ gate: level(1), signed: level(1), unbounded: level(1000) });
const SIDE = fc.constantFrom('high', 'low', 'both');

/** Values of the fields whose codecs tell neither a list nor a range. */
const OTHERS: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  shownMaps: fc.record(
    Object.fromEntries(CELL_KINDS.map((cell) => [cell, fc.subarray([...mapKeys(cell)], { minLength: 1 })])),
  ),
  zoom: fc.oneof(fc.constantFrom('natural', 'whole'), fc.double({ min: 1e-3, max: 1e4, noNaN: true })),
  viewedStep: fc.option(fc.maxSafeNat()),
  unrolledLoss: fc.option(fc.integer({ min: 0, max: 19_999 })),
  spaceClass: fc.option(fc.constantFrom('vowel', 'digit')),
  labelChannel: fc.option(fc.constantFrom(...CELLS.lstm.channels, ...CELLS.gru.channels)),
  lesson: fc.constantFrom(null, 'list', { lesson: 'vanishing', step: 2 }, { lesson: 'hello', step: 7 }),
  glossary: fc.option(fc.stringMatching(/^[a-z0-9-]{1,40}$/)),
  label: fc.option(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 })),
  chainGates: fc.dictionary(fc.stringMatching(/^(lstm|gru|rnn)(-[1-9][0-9]?)?$/), fc.integer({ min: -1, max: 7 })),
  pinned: fc.array(UNIT, { maxLength: 10 }),
  matchSide: fc.record({ gate: SIDE, signed: SIDE, unbounded: SIDE }),
  matchOn: LEVELS,
  matchOff: LEVELS,
};

function valuesOf({ path, field: { codec, initial } }: Leaf): fc.Arbitrary<unknown> {
  if ('values' in codec) return fc.constantFrom(...(codec.values as readonly unknown[]));
  if ('range' in codec) {
    const { min, max, integer } = codec.range as { min: number; max: number; integer: boolean };
    return integer ? fc.integer({ min, max }) : fc.double({ min, max, noNaN: true }).map((value) => value + 0);
  }
  const other = OTHERS[path.at(-1)!];
  if (other) return other;
  if (typeof initial === 'boolean') return fc.boolean();
  if (typeof initial === 'string') return fc.string({ unit: 'grapheme', maxLength: 20 });
  throw new Error(`the test has no values for ${path.join('.')}`);
}

/** Any state of the view, most of it as it is at first. */
const UIS: fc.Arbitrary<Ui> = fc
  .tuple(...LEAVES.map((leaf) => fc.option(valuesOf(leaf), { freq: 2 }).map((value) => [leaf, value] as const)))
  .map((some) => {
    const change: Record<string, unknown> = {};
    for (const [{ path }, value] of some) {
      if (value === null) continue;
      const [key, part] = path;
      change[key!] = part === undefined ? value : { ...(change[key!] as object | undefined), [part]: value };
    }
    return changedUi(INITIAL_UI, change as UiChange);
  });

const ofPerson = Object.fromEntries(
  LEAVES.filter(({ field }) => field.belongs === 'person').map(({ path, field }) => [path[0], field.initial]),
);

describe('the table', () => {
  test('gives every field a name of its own, which an address holds as it is', () => {
    const names = LEAVES.map(({ field }) => field.name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9]{0,9}$/);
  });

  test('has first values that fit, and that are written nowhere', () => {
    for (const { path, field } of LEAVES) expect(field.codec.fit(field.initial), path.join('.')).toEqual(field.initial);
    expect(uiToAddress(INITIAL_UI).toString()).toBe('');
    expect(uiToRecord(INITIAL_UI)).toEqual({});
    expect(uiFromAddress(new URLSearchParams())).toEqual({ values: INITIAL_UI, refused: [] });
  });
});

describe('an address', () => {
  test('gives back every view that it was written from', () => {
    fc.assert(
      fc.property(UIS, (ui) => {
        const address = uiToAddress(ui).toString();
        expect(uiFromAddress(new URLSearchParams(address))).toEqual({ values: { ...ui, ...ofPerson }, refused: [] });
      }),
      { numRuns: 1000 },
    );
  });

  test('holds what differs alone, and in readable form', () => {
    const ui = changedUi(INITIAL_UI, {
      workspace: 'compare',
      comparePage: 'chain',
      chainGates: { 'lstm-2': 1, gru: 2 },
      clamp: { pinned: [{ layer: 0, channel: 'c', unit: 12 }] },
      theme: 'dark',
      matchOn: { gate: 0.75, signed: 0.3, unbounded: 1 },
      shownMaps: { ...INITIAL_UI.shownMaps, gru: ['z', 'dh'] },
    });
    expect(uiToAddress(ui).toString()).toBe(
      'w=compare&maps=rnn*h_gru*z.dh_lstm*i.f.g.o.c.h&cp=chain&rows=gru*2_lstm-2*1&pinned=0.c.12&on=gate*0.75_signed*0.3_unbounded*1',
    );
  });

  test('of any kind gives a view in which every value fits, and the same one when written again', () => {
    const names = LEAVES.map(({ field }) => field.name);
    const texts = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.string({ unit: fc.constantFrom(...'0123456789.-_*ehclstm'), maxLength: 30 }),
      fc.constantFrom(
        '__proto__*1',
        'constructor',
        '1e999',
        '-0',
        '0x10',
        'NaN',
        ' 5',
        '',
        '5.5',
        '0.c.1_0.c.',
        '*_*_*',
      ),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...names, 'unknown', '__proto__'), texts), { maxLength: 8 }),
        (given) => {
          const { values, refused } = uiFromAddress(new URLSearchParams(given.map(([name, text]) => [name, text])));
          expect(misfits(values)).toEqual([]);
          for (const { name } of refused) expect(given.some(([one]) => one === name)).toBe(true);
          expect(uiFromAddress(uiToAddress(values))).toEqual({ values, refused: [] });
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('says what it could not take, and what stands in its place', () => {
    const { values, refused } = uiFromAddress(
      new URLSearchParams(
        'w=garden&n=9&k=2.6&lags=65&maps=rnn*h_gru*_lstm*c&speed=4&speed=8&theme=dark&hide=all&rows=LSTM*1_gru*1',
      ),
    );
    expect(values).toEqual(changedUi(INITIAL_UI, { writeCount: 8, writeK: 3, speed: 4, chainGates: { gru: 1 } }));
    expect(refused).toEqual([
      { name: 'w', given: 'garden', taken: 'train' },
      { name: 'speed', given: '8', taken: '4' },
      { name: 'maps', given: 'rnn*h_gru*_lstm*c', taken: 'rnn*h_gru*r.z.n.h_lstm*i.f.g.o.c.h' },
      { name: 'k', given: '2.6', taken: '3' },
      { name: 'n', given: '9', taken: '8' },
      { name: 'rows', given: 'LSTM*1_gru*1', taken: 'gru*1' },
      { name: 'lags', given: '65', taken: '64' },
    ]);
  });
});

describe('a saved record', () => {
  test('gives back every view, what belongs to the person included, through JSON', () => {
    fc.assert(
      fc.property(UIS, (ui) => {
        const saved: unknown = JSON.parse(JSON.stringify(uiToRecord(ui)));
        expect(uiFromRecord(saved)).toEqual({ values: ui, refused: [] });
      }),
      { numRuns: 1000 },
    );
  });

  test('of any kind gives a view in which every value fits', () => {
    const names = LEAVES.map(({ field }) => field.name);
    const anything = fc.oneof(fc.anything(), fc.dictionary(fc.constantFrom(...names), fc.anything()));
    fc.assert(
      fc.property(anything, (saved) => {
        const { values } = uiFromRecord(saved);
        expect(misfits(values)).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('a change', () => {
  test('leaves what it does not name as it is, by identity, and everything where nothing differs', () => {
    const ui = changedUi(INITIAL_UI, { speed: 16, clamp: { at: 'zero' } });
    expect(ui).toEqual({ ...INITIAL_UI, speed: 16, clamp: { ...INITIAL_UI.clamp, at: 'zero' } });
    expect(ui.shownMaps).toBe(INITIAL_UI.shownMaps);
    expect(ui.clamp.pinned).toBe(INITIAL_UI.clamp.pinned);
    expect(changedUi(ui, { speed: 16, clamp: { at: 'zero', pinned: [] }, shownMaps: { ...ui.shownMaps } })).toBe(ui);
  });

  test('takes the nearest number inside, and of what does not fit nothing', () => {
    const wrong = {
      writeCount: 99,
      writeK: 2.4,
      workspace: 'garden',
      shownMaps: { rnn: [] },
      nothing: 1,
      __proto__: 1,
    };
    const ui = changedUi(INITIAL_UI, wrong as unknown as UiChange);
    expect(ui).toEqual({ ...INITIAL_UI, writeCount: 8, writeK: 2 });
  });

  test('of any kind leaves a view in which every value fits', () => {
    const keys = Object.keys(UI);
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...keys), fc.anything()), (change) => {
        const ui = changedUi(INITIAL_UI, change as UiChange);
        expect(misfits(ui)).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });
});
