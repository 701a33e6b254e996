import { describe, expect, it } from 'vitest';
import { topPredictions } from '../../../src/draw/softmax.ts';

describe('the most probable next characters', () => {
  // Probabilities 0.1, 0.4, 0.2, 0.3, shifted by a constant that the softmax must not see.
  const logits = Float32Array.from([0.1, 0.4, 0.2, 0.3], (p) => Math.log(p) + 50);

  it('stand in order with the probabilities of the softmax', () => {
    const top = topPredictions(logits, 3, 3);
    expect(top.map(({ token }) => token)).toEqual([1, 3, 2]);
    expect(top.map(({ probability }) => probability)).toEqual([
      expect.closeTo(0.4, 5),
      expect.closeTo(0.3, 5),
      expect.closeTo(0.2, 5),
    ]);
    expect(top.map(({ isTrue }) => isTrue)).toEqual([false, true, false]);
  });

  it('give their last place to the true character when it is not among them', () => {
    const top = topPredictions(logits, 0, 2);
    expect(top.map(({ token }) => token)).toEqual([1, 0]);
    expect(top[1]).toEqual({ token: 0, probability: expect.closeTo(0.1, 5), isTrue: true });
  });

  it('mark none as true where the text ends', () => {
    expect(topPredictions(logits, -1, 4).some(({ isTrue }) => isTrue)).toBe(false);
  });

  it('do not overflow on logits of a diverging run', () => {
    const top = topPredictions(Float32Array.of(900, 899, -3000), 2, 9);
    expect(top.map(({ token }) => token)).toEqual([0, 1, 2]);
    expect(top[0].probability).toBeCloseTo(1 / (1 + Math.exp(-1)), 6);
    expect(top[2].probability).toBe(0);
  });
});
