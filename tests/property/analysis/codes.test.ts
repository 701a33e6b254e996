import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CODES, decodeTable, ENCODE, ENCODE_RUN } from '../../../src/analysis/scores/codes.ts';
import type { ChannelRange } from '../../../src/engine/spec.ts';

const VALUES: Readonly<Record<ChannelRange, fc.Arbitrary<number>>> = {
  gate: fc.double({ min: 0, max: 1, noNaN: true }),
  signed: fc.double({ min: -1, max: 1, noNaN: true }),
  unbounded: fc.double({ min: -1e4, max: 1e4, noNaN: true }),
};
const RANGES = ['gate', 'signed', 'unbounded'] as const;

test.each(RANGES)('of two %s values the larger has no smaller code', (range) => {
  const encode = ENCODE[range];
  fc.assert(
    fc.property(VALUES[range], VALUES[range], (a, b) => {
      const [low, high] = a < b ? [a, b] : [b, a];
      expect(encode(Math.fround(low))).toBeLessThanOrEqual(encode(Math.fround(high)));
    }),
    { numRuns: 3000 },
  );
});

test.each(RANGES)(
  'a code gives its %s value back, to a nine-hundredth of its distance from 0 and from the ends',
  (range) => {
    const table = decodeTable(range);
    fc.assert(
      fc.property(VALUES[range], (value) => {
        const fromEnd = range === 'unbounded' ? Infinity : 1 - Math.abs(value);
        const near = Math.min(Math.abs(value), fromEnd);
        const code = ENCODE[range](Math.fround(value));
        expect(code).toBeGreaterThanOrEqual(0);
        expect(code).toBeLessThan(CODES);
        expect(Math.abs(table[code]! - value)).toBeLessThanOrEqual(near / 900 + 3.1e-5);
      }),
      { numRuns: 3000 },
    );
  },
);

test('a gate and a tanh have more than 50,000 codes, and at their ends all that float32 tells apart in steps of 0.2 %', () => {
  expect(ENCODE.gate(1) - ENCODE.gate(0)).toBeGreaterThan(50_000);
  expect(ENCODE.signed(1) - ENCODE.signed(-1)).toBeGreaterThan(50_000);
  const ulp = 2 ** -24;
  for (const range of ['gate', 'signed'] as const) {
    expect(ENCODE[range](1 - ulp)).toBeLessThan(ENCODE[range](1));
    expect(ENCODE[range](1 - 2 * ulp)).toBeLessThan(ENCODE[range](1 - ulp));
    expect(ENCODE[range](0.999)).toBeLessThan(ENCODE[range](0.999002));
  }
  expect(ENCODE.gate(1e-8)).toBeLessThan(ENCODE.gate(1.01e-8));
});

test('what is no number, and what is out of range, still has a code', () => {
  for (const range of RANGES) {
    for (const value of [NaN, Infinity, -Infinity, 1e30, -1e30]) {
      expect(ENCODE[range](value)).toBeGreaterThanOrEqual(0);
      expect(ENCODE[range](value)).toBeLessThan(CODES);
    }
  }
});

test('a run of values has the codes of its values, apart by the step, and nothing else is written', () => {
  const values = Float32Array.of(9, -0.75, 0, 0.3, 0.9, 1, 9);
  for (const range of RANGES) {
    const codes = new Uint16Array(20).fill(7);
    ENCODE_RUN[range](values, 1, 5, codes, 2, 4);
    const expected = new Uint16Array(20).fill(7);
    for (let k = 0; k < 5; k++) expected[2 + 4 * k] = ENCODE[range](values[1 + k]!);
    expect([...codes]).toEqual([...expected]);
  }
});
