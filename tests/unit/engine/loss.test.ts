import { expect, test } from 'vitest';
import { crossEntropy, crossEntropyBackward, logSumExp } from '../../../src/engine/loss.ts';

test('the loss of equal logits is log V, and one sure and right prediction costs nothing', () => {
  expect(crossEntropy(4, Float64Array.of(3, 3, 3, 3), 0, 2)).toBeCloseTo(Math.log(4), 14);
  expect(crossEntropy(2, Float64Array.of(800, -800), 0, 0)).toBe(0);
});

test('a small loss and its gradient have their own digits, not those of the logits', () => {
  const logits = Float64Array.of(31, 3, 1);
  const others = Math.exp(-28) + Math.exp(-30);
  const dLogits = new Float64Array(3);
  crossEntropyBackward(3, logits, dLogits, 0, 0, 1);
  expect(crossEntropy(3, logits, 0, 0) / others).toBeCloseTo(1, 11);
  expect(dLogits[0]! / -others).toBeCloseTo(1, 11);
});

test('logits of thousands neither overflow nor vanish', () => {
  expect(crossEntropy(3, Float64Array.of(5_000, 4_999, -5_000), 0, 1)).toBeCloseTo(1 + Math.log(1 + Math.exp(-1)), 12);
  expect(logSumExp(2, Float64Array.of(-9_000, -9_000), 0)).toBeCloseTo(-9_000 + Math.log(2), 10);
});

test('a vocabulary of one symbol has loss 0 and gradient 0', () => {
  const logits = Float64Array.of(7.5);
  const dLogits = new Float64Array(1);
  crossEntropyBackward(1, logits, dLogits, 0, 0, 1);
  expect([crossEntropy(1, logits, 0, 0), dLogits[0]]).toEqual([0, 0]);
});

test('a logit that is not a number makes the loss not a number, so that a divergence is seen', () => {
  expect(crossEntropy(3, Float64Array.of(1, Number.NaN, 2), 0, 0)).toBeNaN();
});

test('the gradient is probability minus truth, times the weight, at the place asked for', () => {
  const logits = Float64Array.of(9, 9, Math.log(1), Math.log(2), Math.log(5));
  const dLogits = new Float64Array(5);
  crossEntropyBackward(3, logits, dLogits, 2, 1, 2);
  const expected = [0, 0, 2 / 8, 2 * (2 / 8 - 1), 10 / 8];
  for (const [k, value] of expected.entries()) expect(dLogits[k]).toBeCloseTo(value, 14);
});
