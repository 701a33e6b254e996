import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numericDerivative } from '../../../src/analysis/numericDerivative.ts';

describe('a derivative from differences', () => {
  it('is as exact as its uncertainty says, for curves of many sizes and bends', () => {
    const some = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(some, some, fc.double({ min: -9, max: 3, noNaN: true }), (a, b, power) => {
        const size = 10 ** power;
        const f = (x: number): number => 2 + size * Math.sin(a + (1 + Math.abs(b)) * x) + size * x * x * b;
        const { value, uncertainty } = numericDerivative(f);
        const exact = size * (1 + Math.abs(b)) * Math.cos(a);
        expect(Math.abs(value - exact)).toBeLessThanOrEqual(20 * uncertainty);
        expect(uncertainty).toBeLessThan(1e-12 + 1e-8 * size);
      }),
    );
  });

  it('finds a slope of 1e-7 under a value of 3 to five digits, where one short distance leaves two', () => {
    const f = (x: number): number => 3 + 1e-7 * Math.expm1(x);
    const oneDistance = (f(1e-5) - f(-1e-5)) / 2e-5;
    expect(Math.abs(oneDistance / 1e-7 - 1)).toBeGreaterThan(1e-5);
    expect(Math.abs(numericDerivative(f).value / 1e-7 - 1)).toBeLessThan(1e-5);
  });

  it('goes close enough to leave a kink outside', () => {
    const kink = (at: number) => (x: number) => 1 + 2 * x + 5 * Math.max(0, x - at);
    const near = numericDerivative(kink(1e-5));
    expect(Math.abs(near.value - 2)).toBeLessThan(1e-6);
    expect(near.uncertainty).toBeLessThan(1e-6);
  });

  it('of a constant is 0, and of what is no number has no certainty', () => {
    expect(numericDerivative(() => 0)).toEqual({ value: 0, uncertainty: 0 });
    expect(numericDerivative(() => Number.NaN).uncertainty).toBe(Infinity);
  });
});
