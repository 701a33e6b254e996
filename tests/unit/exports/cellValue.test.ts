import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatCount, formatFixed, formatMagnitude, formatReading, formatSigned } from '../../../src/draw/format.ts';
import { cellValue } from '../../../src/exports/cellValue.ts';

test.each([
  ['13,387', 13387],
  ['−0.679371', -0.679371],
  ['+0.32', 0.32],
  ['1.85·10⁻⁸', 1.85e-8],
  ['−4.5·10⁷', -4.5e7],
  ['1.23457e−7', 1.23457e-7],
  ['10⁻³', 0.001],
  ['3·10', 30],
  ['×0.692', 0.692],
  ['–', null],
  ['', null],
  ['< 10⁻³⁰', '< 1e-30'],
  ['≤ 1.01·10⁻³⁰', '≤ 1.01e-30'],
  ['> 10³⁸', '> 1e38'],
  ['1.6–1.8', '1.6–1.8'],
  ['24 of 24', '24 of 24'],
  ['Norms over 1,999 timesteps', 'Norms over 1999 timesteps'],
  ['un\u00adtrained', 'untrained'],
  ['rnn.weight_hh_l0', 'rnn.weight_hh_l0'],
  ['not computed', 'not computed'],
  ['∞', '∞'],
])('“%s” is saved as %j', (shown, saved) => {
  expect(cellValue(shown)).toBe(saved);
});

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

test('however the page writes a number, it is saved with the digits that are shown', () => {
  fc.assert(
    fc.property(finite, fc.integer({ min: 1, max: 6 }), (value, digits) => {
      expect(cellValue(formatReading(value, digits))).toBe(Number(value.toPrecision(digits)) + 0);
      expect(Number(cellValue(formatMagnitude(value, digits)))).toBe(Number(value.toPrecision(digits)) + 0);
      if (Math.abs(value) >= 1e6) return;
      expect(cellValue(formatFixed(value, digits))).toBe(Number(value.toFixed(digits)) + 0);
      expect(cellValue(formatSigned(value, digits))).toBe(Number(value.toFixed(digits)) + 0);
      expect(cellValue(formatCount(value))).toBe(Math.round(value) + 0);
    }),
  );
});
