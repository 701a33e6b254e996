import { expect, test } from 'vitest';
import { createRandom } from '../../../src/engine/random.ts';

const FIRST_UNIFORM = [0.3853446796161606, 0.674371417228067, 0.645729423619238];

function take(count: number, next: () => number): number[] {
  return Array.from({ length: count }, next);
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}

test('the same seed and name give the same numbers; another seed or name gives others', () => {
  const numbers = (seed: number, stream: string) => take(8, createRandom(seed, stream).uniform);
  expect(numbers(1, 'a')).toEqual(numbers(1, 'a'));
  expect(numbers(2, 'a')).not.toEqual(numbers(1, 'a'));
  expect(numbers(1, 'b')).not.toEqual(numbers(1, 'a'));
  expect(numbers(1 + 2 ** 32, 'a')).not.toEqual(numbers(1, 'a'));
  expect(numbers(-1, 'a')).not.toEqual(numbers(1, 'a'));
});

test('the generator is what it was: a link from last year draws the same numbers', () => {
  const random = createRandom(1, 'epoch 0');
  expect(take(3, random.uniform)).toEqual(FIRST_UNIFORM);
});

test('uniform numbers fill [0, 1) evenly and their neighbours are uncorrelated', () => {
  const values = take(40_000, createRandom(9, 'uniform').uniform);
  for (const u of values) expect(u >= 0 && u < 1).toBe(true);
  const bins = new Float64Array(20);
  for (const u of values) bins[Math.floor(u * 20)]!++;
  const chiSquare = bins.reduce((sum, n) => sum + (n - 2_000) ** 2 / 2_000, 0);
  // 19 degrees of freedom: 43.8 is passed once in a thousand.
  expect(chiSquare).toBeLessThan(43.8);
  const lag = mean(values.slice(1).map((u, k) => (u - 0.5) * (values[k]! - 0.5))) * 12;
  expect(Math.abs(lag)).toBeLessThan(4 / Math.sqrt(40_000));
});

test('streams of two names are uncorrelated', () => {
  const a = take(40_000, createRandom(1, 'initial rnn.weight_ih_l0').uniform);
  const b = take(40_000, createRandom(1, 'initial rnn.weight_hh_l0').uniform);
  const correlation = mean(a.map((u, k) => (u - 0.5) * (b[k]! - 0.5))) * 12;
  expect(Math.abs(correlation)).toBeLessThan(4 / Math.sqrt(40_000));
});

test('normal numbers have mean 0, variance 1 and kurtosis 3', () => {
  const values = take(40_000, createRandom(4, 'normal').normal);
  expect(Math.abs(mean(values))).toBeLessThan(0.02);
  expect(mean(values.map((x) => x * x))).toBeCloseTo(1, 1);
  expect(Math.abs(mean(values.map((x) => x ** 4)) - 3)).toBeLessThan(0.2);
});

test('integers below n are all reached and none is n', () => {
  const random = createRandom(3, 'integer');
  const values = take(2_000, () => random.integer(7));
  expect([...new Set(values)].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(() => random.integer(0)).toThrow(RangeError);
  expect(() => createRandom(0.5, 'x')).toThrow(RangeError);
});
