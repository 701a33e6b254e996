import { describe, expect, test } from 'vitest';
import {
  formatFactor,
  formatFixed,
  formatInFive,
  formatMagnitude,
  formatPower,
  formatPowerOfTen,
  formatReading,
  formatSigned,
  formatTick,
} from '../../../src/draw/format.ts';

describe('numbers for people', () => {
  test('a reading has six significant digits and a true minus', () => {
    expect(formatReading(0.7712341)).toBe('0.771234');
    expect(formatReading(-12.3456789)).toBe('−12.3457');
    expect(formatReading(1.234567e-7)).toBe('1.23457e−7');
    expect(formatReading(-0.00000304634)).toBe('−3.04634e−6');
    expect(formatReading(0.0001234567)).toBe('0.000123457');
    expect([123456, -12345.67, 1234567].map((value) => formatReading(value))).toEqual([
      '123,456',
      '−12,345.7',
      '1.23457e+6',
    ]);
    expect(formatReading(-0)).toBe('0.00000');
    expect(formatReading(Number.NaN)).toBe('–');
    expect(formatReading(-Infinity)).toBe('< −10³⁸');
  });

  test('where there is little room, powers of ten begin at a hundredth and at a hundred', () => {
    expect(formatPower(0.8, 2)).toBe('0.80');
    expect(formatPower(0.0123, 2)).toBe('0.012');
    expect(formatPower(0.00999, 1)).toBe('1·10⁻²');
    expect(formatPower(-0.000321, 2)).toBe('−3.2·10⁻⁴');
    expect(formatPower(1.26, 1)).toBe('1.3');
    expect(formatPower(99.4, 2)).toBe('99');
    expect(formatPower(99.7, 2)).toBe('1.0·10²');
    expect(formatPower(3.4e-31, 1)).toBe('3·10⁻³¹');
    expect(formatPower(0, 2)).toBe('0');
    expect(formatPower(-Infinity, 2)).toBe('< −10³⁸');
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

  test('a number gone far is a power of ten instead of a row of digits', () => {
    expect(formatFixed(85317.57, 2)).toBe('85,317.57');
    expect(formatFixed(-1628.306, 2)).toBe('−1,628.31');
    expect(formatFixed(0.12345, 5)).toBe('0.12345');
    expect(formatFixed(85317570, 2)).toBe('8.53·10⁷');
    expect(formatSigned(-3.4e38, 3)).toBe('−3.40·10³⁸');
  });

  test('an axis has plain numbers in the middle and powers of ten at both ends', () => {
    expect([0.0015, 0.05, 200, 1000, 5000, 2500.5, 1e8, 2e-5, 1e-10].map(formatTick)).toEqual([
      '0.0015',
      '0.05',
      '200',
      '1,000',
      '5,000',
      '2,500.5',
      '10⁸',
      '2·10⁻⁵',
      '10⁻¹⁰',
    ]);
  });

  test('in a place for five signs no number takes more', () => {
    expect([0, 3.24159, 14.306, 99.996, 853.24, 999.96, 8531.7, 85317.57, Infinity].map(formatInFive)).toEqual([
      '0.00',
      '3.24',
      '14.31',
      '100.0',
      '853.2',
      '1000',
      '8532',
      '>9999',
      '>9999',
    ]);
  });
});
