import { describe, expect, test } from 'vitest';
import {
  formatFactor,
  formatFixed,
  formatMagnitude,
  formatPowerOfTen,
  formatReading,
  formatSigned,
} from '../../../src/draw/format.ts';

describe('numbers for people', () => {
  test('a reading has six significant digits and a true minus', () => {
    expect(formatReading(0.7712341)).toBe('0.771234');
    expect(formatReading(-12.3456789)).toBe('−12.3457');
    expect(formatReading(1.234567e-7)).toBe('1.23457e−7');
    expect(formatReading(-0)).toBe('0.00000');
    expect(formatReading(Number.NaN)).toBe('NaN');
    expect(formatReading(-Infinity)).toBe('−∞');
  });

  test('what rounds to zero has no sign', () => {
    expect(formatSigned(0.001, 2)).toBe('0.00');
    expect(formatSigned(-0.001, 2)).toBe('0.00');
    expect(formatFixed(-0.4, 0)).toBe('0');
    expect(formatSigned(0.5, 2)).toBe('+0.50');
    expect(formatSigned(-0.5, 2)).toBe('−0.50');
  });

  test('a negative factor stands in brackets', () => {
    expect(formatFactor(-1.348, 2)).toBe('(−1.35)');
    expect(formatFactor(0.38, 2)).toBe('0.38');
  });

  test('sizes over many decades are written with a power of ten where zeros would pile up', () => {
    expect(formatMagnitude(0.051)).toBe('0.0510');
    expect(formatMagnitude(4.5e-4)).toBe('4.50·10⁻⁴');
    expect(formatMagnitude(3.1e-31)).toBe('3.10·10⁻³¹');
    expect(formatMagnitude(12345)).toBe('1.23·10⁴');
    expect(formatMagnitude(0)).toBe('0');
    expect(formatPowerOfTen(0)).toBe('1');
    expect(formatPowerOfTen(-12)).toBe('10⁻¹²');
  });
});
