import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digitsThatHold, formatNorm, formatNormReading } from '../../../src/draw/normText.ts';

describe('norms in tables', () => {
  it('are bounds below 1e-30 and above 1e38, exact zeros among them', () => {
    expect([0, 1e-300, 9.9e-31].map((norm) => formatNorm(norm))).toEqual(['< 10⁻³⁰', '< 10⁻³⁰', '< 10⁻³⁰']);
    expect([1.1e38, 1e200, Infinity].map((norm) => formatNorm(norm))).toEqual(['> 10³⁸', '> 10³⁸', '> 10³⁸']);
    expect(formatNorm(Number.NaN)).toBe('–');
    expect([formatNormReading(0), formatNormReading(Infinity), formatNormReading(Number.NaN)]).toEqual([
      '< 10⁻³⁰',
      '> 10³⁸',
      '–',
    ]);
  });

  it('have as many digits as hold, and only a power of ten where none does', () => {
    const digits = [6, 3, 2, 1, 0];
    expect(digits.map((d) => formatNorm(3.50671e-12, { digits: d }))).toEqual([
      '3.50671·10⁻¹²',
      '3.51·10⁻¹²',
      '3.5·10⁻¹²',
      '4·10⁻¹²',
      '~10⁻¹¹',
    ]);
    expect(digits.map((d) => formatNormReading(0.123456789, { digits: d }))).toEqual([
      '0.123457',
      '0.123',
      '0.12',
      '0.1',
      '~10⁻¹',
    ]);
    expect(formatNorm(523, { digits: 1 })).toBe('5·10²');
    expect(formatNorm(2e-29, { digits: 2, isBound: true })).toBe('≤ 2.0·10⁻²⁹');
  });

  it('never show a digit that an error of this size changes by more than half a unit', () => {
    const errors = fc.double({ min: 1e-9, max: 0.5, noNaN: true });
    const mantissas = fc.double({ min: 1, max: 9.999999, noNaN: true });
    fc.assert(
      fc.property(errors, mantissas, (error, mantissa) => {
        const digits = digitsThatHold(error, 6);
        const unit = 10 ** (1 - digits);
        if (digits > 0) expect(error * mantissa).toBeLessThanOrEqual(0.5 * unit * mantissa);
      }),
    );
    expect([0, 1e-8, 4e-4, 0.004, 0.04, 0.2, 1].map((error) => digitsThatHold(error, 6))).toEqual([
      6, 6, 3, 2, 1, 0, 0,
    ]);
    expect(digitsThatHold(1e-8, 3)).toBe(3);
  });
});
