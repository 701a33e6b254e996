import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openArchive } from '../../../src/formats/experiments/openArchive.ts';
import { ZipArchive } from '../../../src/formats/zip/readZip.ts';
import { ImportError } from '../../../src/limits/errors.ts';
import { experimentFromRecord } from '../../../src/state/experimentRecord.ts';
import {
  BAD_ARCHIVES,
  GOOD_EXPERIMENTS,
  GOOD_MODELS,
  savedExperiment,
} from '../../unit/formats/experiments/archives.ts';
import { type MadeEntry, madeZip } from '../../unit/formats/zip/zipFiles.ts';
import { madeExperiment } from '../../unit/state/madeExperiment.ts';
import { countAllocations, MOST_BYTES } from './allocations.ts';

/** Inputs in all; FUZZ_RUNS=100000 tries that many, and says how much time of the processor the slowest took. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 1000);

const allocations = countAllocations();

/** What becomes of an archive; anything but an ImportError escapes. */
function outcome(bytes: Uint8Array): 'opened' | 'refused' {
  try {
    const opened = openArchive({ name: 'a.zip', bytes });
    if ('archived' in opened) experimentFromRecord(opened.archived.record);
    return 'opened';
  } catch (error) {
    if (error instanceof ImportError && error.message.length > 20 && error.action.length > 10) return 'refused';
    throw error;
  }
}

const STARTS = [GOOD_EXPERIMENTS, GOOD_MODELS, BAD_ARCHIVES]
  .flatMap((corpus) => Object.values(corpus).map((make) => make().bytes))
  .filter(({ length }) => length < 40_000);

const place = fc.oneof(fc.nat(4000), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }));
const change = fc.tuple(place, fc.nat(255));

function changed(bytes: Uint8Array, length: number, changes: readonly (readonly [number, number])[]): Uint8Array {
  const copy = new Uint8Array(Math.floor(bytes.length * length));
  copy.set(bytes.subarray(0, copy.length));
  for (const [where, value] of changes) {
    if (copy.length > 0) copy[where < 1 ? Math.floor(where * copy.length) : where % copy.length] = value;
  }
  return copy;
}

const LENGTH = fc.option(fc.double({ min: 0, max: 1.1, noNaN: true }), { freq: 5 }).map((length) => length ?? 1);

/** An archive with bytes changed anywhere, cut off or lengthened. */
const mutated = fc
  .record({ which: fc.nat(STARTS.length - 1), length: LENGTH, changes: fc.array(change, { maxLength: 6 }) })
  .map(({ which, length, changes }) => changed(STARTS[which]!, length, changes));

const whole = new ZipArchive(savedExperiment(madeExperiment(3)));
const ENTRIES = whole.names.map((name) => ({ name, content: whole.read(name)! }));

/** A whole archive of which one entry has bytes changed, with the right checksums. */
const inside = fc
  .record({
    at: fc.nat(ENTRIES.length - 1),
    length: LENGTH,
    changes: fc.array(change, { minLength: 1, maxLength: 4 }),
    isDeflated: fc.boolean(),
  })
  .map(({ at, length, changes, isDeflated }) =>
    madeZip(
      ENTRIES.map(({ name, content }, k): MadeEntry => {
        return { name, content: k === at ? changed(content, length, changes) : content, isDeflated };
      }),
    ),
  );

const number = fc.oneof(fc.nat(70_000), fc.constantFrom(0, 1, 0xffff, 0x7fffffff, 0xffffffff));
const name = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom('a', 'b', '../a', 'experiment.json'),
);

/** Archives with any numbers in their headers. */
const hostile = fc
  .array(
    fc.record({
      name,
      content: fc.uint8Array({ maxLength: 30 }),
      isDeflated: fc.boolean(),
      change: fc.record(
        { size: number, packedSize: number, from: number, crc: number, method: fc.nat(20), flags: fc.nat(0xffff) },
        { requiredKeys: [] },
      ),
    }),
    { maxLength: 4 },
  )
  .map((entries) => madeZip(entries));

it(`meets ${RUNS} damaged and hostile archives with nothing but an ImportError`, { timeout: 900_000 }, () => {
  const seen = { opened: 0, refused: 0 };
  allocations.largest = 0;
  let slowest = 0;
  fc.assert(
    fc.property(fc.oneof(mutated, inside, hostile), (bytes) => {
      const begun = process.cpuUsage();
      seen[outcome(bytes)]++;
      const { user, system } = process.cpuUsage(begun);
      slowest = Math.max(slowest, (user + system) / 1000);
    }),
    { numRuns: RUNS },
  );
  if (process.env['FUZZ_RUNS']) {
    const { largest } = allocations;
    process.stderr.write(`${JSON.stringify(seen)}, slowest ${slowest.toFixed(1)} ms, largest array ${largest} bytes\n`);
  }
  expect(Reflect.get({}, 'polluted')).toBeUndefined();
  expect(Object.keys(Object.prototype)).toEqual([]);
  expect(allocations.largest).toBeLessThanOrEqual(MOST_BYTES);
  // Some must get through, or the generators never reach the later checks.
  expect(seen.opened).toBeGreaterThan(RUNS / 100);
  expect(seen.refused).toBeGreaterThan(RUNS / 10);
});
