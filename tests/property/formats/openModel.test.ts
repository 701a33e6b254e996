import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openModel } from '../../../src/formats/models/openModel.ts';
import type { GivenBytes } from '../../../src/formats/models/openedModel.ts';
import { typedVocabulary } from '../../../src/formats/models/typedVocabulary.ts';
import { ImportError } from '../../../src/limits/errors.ts';
import { countAllocations, MOST_BYTES } from './allocations.ts';
import { BAD, GOOD } from '../../unit/formats/models/corpus.ts';

/** Inputs in all; FUZZ_RUNS=100000 tries that many, and says how much time of the processor the slowest took. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 10_000);
const allocations = countAllocations();

/** What becomes of the files; anything but an ImportError escapes. */
function outcome(files: readonly GivenBytes[]): 'model' | 'text' | 'refused' {
  try {
    const model = openModel(files);
    if (!model) return 'text';
    if (!model.params.every(Number.isFinite)) throw new Error('a parameter is not finite');
    return 'model';
  } catch (error) {
    if (error instanceof ImportError && error.message.length > 20 && error.action.length > 10) return 'refused';
    throw error;
  }
}

const SMALL = Object.values(BAD)
  .map((make) => make())
  .filter((files) => files.reduce((sum, { bytes }) => sum + bytes.length, 0) < 20_000 && files.length < 20);
const STARTS = [...Object.values(GOOD).map((make) => make()), ...SMALL];

const place = fc.oneof(fc.nat(4000), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }));
const byte = fc.oneof(
  fc.nat(255),
  fc.constantFrom(...'0123456789{}[]",:-.eE _/').map((one) => one.charCodeAt(0)),
);

/** A set of good files of which one has bytes changed, is cut off or lengthened, is left out or given twice. */
const mutated = fc
  .record({
    which: fc.nat(STARTS.length - 1),
    file: fc.nat(40),
    changes: fc.array(fc.tuple(place, byte), { maxLength: 5 }),
    length: fc.option(fc.double({ min: 0, max: 1.1, noNaN: true }), { freq: 4 }),
    fate: fc.constantFrom('stays', 'stays', 'stays', 'stays', 'goes', 'twice'),
  })
  .map(({ which, file, changes, length, fate }) => {
    const files = STARTS[which]!.map(({ name, bytes }) => ({ name, bytes }));
    const at = file % files.length;
    const { name, bytes } = files[at]!;
    const changed = new Uint8Array(Math.floor(bytes.length * (length ?? 1)));
    changed.set(bytes.subarray(0, changed.length));
    for (const [where, value] of changes) {
      if (changed.length > 0) changed[where < 1 ? Math.floor(where * changed.length) : where % changed.length] = value;
    }
    files[at] = { name, bytes: changed };
    if (fate === 'goes') files.splice(at, 1);
    if (fate === 'twice') files.push(files[at]);
    return files;
  });

const HOSTILE = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'length', '', '0', 'lstm/kernel'];
const scalar = fc.oneof(
  fc.nat(8),
  fc.constantFrom(-1, 0.5, 2 ** 31, 2 ** 53, 1e308, null, true, 'LSTM', 'float32', 'weights.bin', ...HOSTILE),
);
const KEYS = [
  ...HOSTILE,
  'modelTopology',
  'weightsManifest',
  'class_name',
  'config',
  'layers',
  'units',
  'shape',
  'name',
  'dtype',
  'paths',
  'weights',
  'filename',
  'hidden_sizes',
  'generator',
  'letter_size',
  'model',
  'vocab',
  'n',
  'd',
  'w',
  'embedding',
  'activation',
  'inbound_nodes',
  'model_config',
];
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    scalar,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.array(fc.tuple(fc.constantFrom(...KEYS), tie('tree')), { maxLength: 5 }).map((entries) => new Map(entries)),
  ),
}));

/** Written by hand, because an object cannot hold every key and no key twice. */
function written(value: unknown): string {
  if (value instanceof Map)
    return `{${[...value].map(([key, one]) => `${JSON.stringify(key)}:${written(one)}`).join()}}`;
  return Array.isArray(value) ? `[${value.map(written).join()}]` : JSON.stringify(value);
}

/** The description of a good model with one of its values replaced by any tree. */
const grafted = fc
  .record({ which: fc.nat(STARTS.length - 1), at: fc.nat(400), graft: tree })
  .map(({ which, at, graft }) =>
    STARTS[which]!.map(({ name, bytes }) => {
      if (bytes[0] !== 0x7b) return { name, bytes };
      const json = new TextDecoder().decode(bytes);
      const spots = [...json.matchAll(/:("[^"]*"|-?[\d.]+|\[|\{)/g)];
      const spot = spots[at % Math.max(1, spots.length)];
      if (!spot) return { name, bytes };
      const end = spot.index + spot[0].length;
      // A bracket keeps its end: the graft becomes its first member.
      const isOpen = /[[{]$/.test(spot[0]);
      const text = isOpen
        ? `${json.slice(0, end)}${spot[0].endsWith('{') ? '"w":' : ''}${written(graft)},${json.slice(end)}`
        : `${json.slice(0, spot.index + 1)}${written(graft)}${json.slice(end)}`;
      return { name, bytes: new TextEncoder().encode(text) };
    }),
  );

const loose = fc
  .tuple(
    fc.constantFrom(
      '{"modelTopology":',
      '{"hidden_sizes":[2],"generator":"lstm","model":',
      '{"a":{"filename":"a","shape":[1]},"b":',
      '',
    ),
    tree,
    fc.uint8Array({ maxLength: 40 }),
  )
  .map(([start, value, bytes]) => [
    {
      name: 'model.json',
      bytes: new TextEncoder().encode(start === '' ? written(value) : `${start}${written(value)}}`),
    },
    { name: 'weights.bin', bytes },
  ]);

const random = fc
  .tuple(
    fc.constantFrom([], [0x50, 0x4b, 3, 4], [0x80, 2], [0x7b, 0x22], [9, 0, 0, 0, 0, 0, 0, 0, 0x7b]),
    fc.uint8Array({ maxLength: 120 }),
  )
  .map(([start, rest]) => [{ name: 'a', bytes: Uint8Array.from([...start, ...rest]) }]);

it(`meets ${RUNS} damaged, hostile and random files with nothing but an ImportError`, { timeout: 600_000 }, () => {
  const seen = { model: 0, text: 0, refused: 0 };
  allocations.largest = 0;
  let slowest = 0;
  fc.assert(
    fc.property(
      fc.oneof(
        { weight: 4, arbitrary: mutated },
        { weight: 3, arbitrary: grafted },
        { weight: 2, arbitrary: loose },
        random,
      ),
      (files) => {
        const begun = process.cpuUsage();
        seen[outcome(files)]++;
        const { user, system } = process.cpuUsage(begun);
        slowest = Math.max(slowest, (user + system) / 1000);
      },
    ),
    { numRuns: RUNS },
  );
  if (process.env['FUZZ_RUNS']) {
    process.stderr.write(
      `${JSON.stringify(seen)}, slowest ${slowest.toFixed(1)} ms, largest array ${allocations.largest} bytes\n`,
    );
  }
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(allocations.largest).toBeLessThanOrEqual(MOST_BYTES);
  // Some must get through, or the generators never reach the later checks.
  expect(seen.model).toBeGreaterThan(RUNS / 100);
  expect(seen.refused).toBeGreaterThan(RUNS / 10);
});

it('takes or refuses any typed vocabulary', () => {
  const typed = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), tree.map(written));
  fc.assert(
    fc.property(
      typed,
      fc.constantFrom('text' as const, 'list' as const),
      fc.integer({ min: 1, max: 6 }),
      (text, form, vocab) => {
        try {
          const symbols = typedVocabulary(text, form, vocab);
          expect(new Set(symbols).size).toBe(vocab);
          expect(symbols.every((symbol) => Array.from(symbol).length === 1 && !/\p{Surrogate}/u.test(symbol))).toBe(
            true,
          );
        } catch (error) {
          if (!(error instanceof ImportError)) throw error;
        }
      },
    ),
    { numRuns: 3000 },
  );
});
