import fc from 'fast-check';
import { expect, it } from 'vitest';
import { reasonOf } from '../../../src/session/backendChoice.ts';
import { LADDER, type Verdict, verdictOf } from '../../../src/session/verdicts.ts';

const BROWSER = 'a browser, version 1';
const NOW = Date.UTC(2026, 10, 29);
const DAY = 24 * 3600 * 1000;

const speed = fc.double({ min: 1e-3, max: 1e9, noNaN: true });
const names = fc.constantFrom(...LADDER);
const verdicts: fc.Arbitrary<Verdict> = fc
  .record({ name: names, webgl: fc.string({ maxLength: 60 }), own: speed, more: fc.dictionary(names, speed) })
  .map(({ name, webgl, own, more }) => ({ name, speeds: { ...more, [name]: own }, webgl }));
const entryOf = (verdict: unknown, time: unknown = NOW, browser: unknown = BROWSER): string =>
  JSON.stringify({ browser, time, verdict });

/** What a verdict is used for must go well: its words, and its numbers. */
function expectUsable(verdict: Verdict): void {
  expect(LADDER).toContain(verdict.name);
  for (const value of Object.values(verdict.speeds)) expect(value).toBeGreaterThan(0);
  const words = reasonOf(verdict, { name: verdict.name, detail: 'x', deviation: 1e-6 }, '');
  expect(words.replace(verdict.webgl, '')).not.toMatch(/NaN|Infinity|undefined/);
}

it('reads every verdict as it was written', () => {
  fc.assert(
    fc.property(verdicts, fc.integer({ min: 0, max: 30 * DAY - 1 }), (verdict, age) => {
      expect(verdictOf(entryOf(verdict, NOW - age), BROWSER, NOW)).toEqual(verdict);
    }),
  );
});

it('takes no text for a verdict that cannot be used as one, and never throws', () => {
  const anything = fc.oneof(
    fc.string(),
    fc.json(),
    // Nearly right: each part is right, missing, or anything.
    fc
      .record(
        {
          name: fc.oneof(names, fc.anything()),
          speeds: fc.oneof(fc.dictionary(fc.oneof(names, fc.string()), fc.oneof(speed, fc.anything())), fc.anything()),
          webgl: fc.oneof(fc.string(), fc.anything()),
        },
        { requiredKeys: [] },
      )
      .map((verdict) => JSON.stringify({ browser: BROWSER, time: NOW, verdict }, plain)),
  );
  fc.assert(
    fc.property(anything, (entry) => {
      const verdict = verdictOf(entry, BROWSER, NOW);
      if (verdict) expectUsable(verdict);
    }),
    { numRuns: 3000 },
  );
});

/** What JSON cannot hold becomes a word. */
function plain(_: string, value: unknown): unknown {
  return typeof value === 'bigint' || typeof value === 'symbol' ? String(value) : value;
}

it('takes no part of a verdict for the whole', () => {
  fc.assert(
    fc.property(verdicts, fc.nat(), (verdict, at) => {
      const entry = entryOf(verdict);
      expect(verdictOf(entry.slice(0, at % entry.length), BROWSER, NOW)).toBeNull();
    }),
  );
});

const right: Verdict = { name: 'wasm', speeds: { wasm: 50_000, webgl: 2_000 }, webgl: 'SwiftShader' };

it.each([
  ['no speeds', entryOf({ name: 'wasm', webgl: 'SwiftShader' })],
  ['speeds that are no numbers', entryOf({ ...right, speeds: { wasm: '50000' } })],
  [
    'a speed that is not finite',
    `{"browser":"${BROWSER}","time":${NOW},"verdict":{"name":"wasm","speeds":{"wasm":1e999},"webgl":""}}`,
  ],
  ['a speed of zero', entryOf({ ...right, speeds: { wasm: 0 } })],
  ['no speed of its own backend', entryOf({ ...right, speeds: { webgl: 2_000 } })],
  ['a backend that is none', entryOf({ ...right, name: 'webgpu' })],
  ['a backend that every object has', entryOf({ ...right, name: 'toString' })],
  ['a renderer that is no text', entryOf({ ...right, webgl: { length: 3 } })],
  ['a list', '[]'],
  ['nothing', 'null'],
  ['a number', '7'],
  ['no time', entryOf(right, null)],
  ['a time that is text', entryOf(right, String(NOW))],
  ['a time too long ago', entryOf(right, NOW - 30 * DAY)],
  ['a time far ahead, which would hold for ever', entryOf(right, NOW + 400 * DAY)],
  ['another browser', entryOf(right, NOW, 'another')],
])('throws away an entry with %s', (_, entry) => {
  expect(verdictOf(entry, BROWSER, NOW)).toBeNull();
});
