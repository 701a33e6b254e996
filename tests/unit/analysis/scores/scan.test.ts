import { describe, expect, test } from 'vitest';
import { ENCODE } from '../../../../src/analysis/scores/codes.ts';
import { scanStates, streamsFor, WARM_UP } from '../../../../src/analysis/scores/scan.ts';
import { openEngineReader } from '../../../../src/analysis/scores/stateReader.ts';
import { rangeOfRow, unitAt, unitCount } from '../../../../src/analysis/scores/units.ts';
import { createRandom } from '../../../../src/engine/random.ts';
import type { ModelSpec } from '../../../../src/engine/spec.ts';
import { traceText } from '../../../../src/engine/traceModel.ts';
import { asymmetricParameters, KINDS, randomTokens, specOf } from '../../engine/models.ts';

/** The same codes from one trace of the whole text. */
function codesOfTrace(
  spec: ModelSpec,
  params: Float64Array,
  tokens: Int32Array,
  from: number,
  count: number,
): Uint16Array {
  const trace = traceText(spec, params, tokens, 0);
  const codes = new Uint16Array(unitCount(spec) * count);
  for (let row = 0; row < unitCount(spec); row++) {
    const { layer, channel, unit } = unitAt(spec, row);
    for (let t = 0; t < count; t++) {
      const value = trace.channels[channel]![(layer * tokens.length + from + t) * spec.hidden + unit]!;
      codes[row * count + t] = ENCODE[rangeOfRow(spec, row)](value);
    }
  }
  return codes;
}

/** How many codes differ by more than one step of the map. */
function apart(a: Uint16Array, b: Uint16Array): number {
  let count = 0;
  for (let k = 0; k < a.length; k++) if (Math.abs(a[k]! - b[k]!) > 1) count++;
  return count;
}

describe.each(KINDS)('the states of a $title', ({ kind }) => {
  const spec = specOf({ ...kind, hidden: 4, layers: 2, vocab: 5 });
  const params = asymmetricParameters(spec, 5, 0.3);
  const tokens = randomTokens(5, 1700, createRandom(2, 'scan'));

  test.each([
    ['one stream, from the beginning', 1, 0, 300],
    ['three streams, whose warm-up reaches before the text', 3, 20, 401],
    ['two streams that end with the text', 2, 1200, 500],
  ])('are those of a trace: %s', async (_, streams, from, count) => {
    const reader = await openEngineReader(spec, Float32Array.from(params), streams);
    const codes = new Uint16Array(unitCount(spec) * count);
    scanStates(reader, tokens, from, count, codes);
    expect(apart(codes, codesOfTrace(spec, Float64Array.from(Float32Array.from(params)), tokens, from, count))).toBe(0);
    // Read again, it has forgotten what it read before.
    const again = new Uint16Array(codes.length);
    scanStates(reader, tokens, from, count, again);
    expect(apart(codes, again)).toBe(0);
  });
});

test('a short text has one stream, a long one 16, and each reads at least twice its warm-up', () => {
  expect(streamsFor(900)).toBe(1);
  expect(streamsFor(100_000)).toBe(16);
  for (const count of [1100, 5000, 20_000]) expect(count / streamsFor(count)).toBeGreaterThanOrEqual(2 * WARM_UP);
});

test('room for another number of codes is refused', async () => {
  const spec = specOf({});
  const reader = await openEngineReader(spec, Float32Array.from(asymmetricParameters(spec)), 1);
  expect(() => scanStates(reader, new Int32Array(10), 0, 10, new Uint16Array(3))).toThrow(RangeError);
});
