import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatLossUnit, lossIn, LOSS_UNITS, type LossUnit } from '../../../src/state/lossUnit.ts';
import { formatChange, formatLoss, formatPerplexity, lossText } from '../../../src/views/lossUnits.ts';

const UNITS = LOSS_UNITS.map(([unit]) => unit);

/** The loss in nats again. */
const TO_NATS: Readonly<Record<LossUnit, (value: number) => number>> = {
  nats: (value) => value,
  bits: (value) => value * Math.LN2,
  perplexity: Math.log,
};

test('a perplexity is a number or a bound, never ∞', () => {
  expect(formatPerplexity(Math.log(7.5))).toBe('7.50');
  expect(formatPerplexity(100)).toBe('2.69·10⁴³');
  expect(formatPerplexity(85317)).toBe('>10³⁰⁸');
  expect(formatPerplexity(Infinity)).toBe('>10³⁰⁸');
});

test('one loss in three units', () => {
  const nats = Math.log(8);
  expect(UNITS.map((unit) => lossText(nats, unit))).toEqual(['3.00 bits', '2.08 nats', 'perplexity 8.00']);
  expect(UNITS.map((unit) => formatLossUnit(nats, unit))).toEqual([
    '3.00 bits per character',
    '2.08 nats per character',
    'a perplexity of 8.00',
  ]);
  expect(formatLossUnit(1628, 'bits')).toBe('2,349 bits per character');
  expect(formatLossUnit(1628, 'perplexity')).toBe('a perplexity of over 1,000,000');
});

test('a change of a loss is a difference of bits or nats, and a factor of the perplexity', () => {
  expect(UNITS.map((unit) => formatChange(Math.LN2, unit, 2))).toEqual(['+1.00', '+0.69', '×2.00']);
  expect(UNITS.map((unit) => formatChange(-Math.LN2, unit, 2))).toEqual(['−1.00', '−0.69', '×0.50']);
});

test('no finite loss is ever written as NaN, Infinity or ∞, and none of them comes out of what is not a number', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), fc.constantFrom(...UNITS), (nats, unit) => {
      for (const text of [
        formatLoss(nats, unit),
        lossText(nats, unit, 3),
        formatLossUnit(nats, unit),
        formatChange(nats, unit, 3),
      ])
        expect(text).not.toMatch(/NaN|Infinity|∞|undefined/);
      expect(Number.isFinite(lossIn(nats, unit))).toBe(true);
      if (nats < 700) expect(TO_NATS[unit](lossIn(nats, unit))).toBeCloseTo(nats, 8);
    }),
  );
  for (const unit of UNITS) expect(formatLoss(Number.NaN, unit)).toBe('–');
  // A loss beyond float32: of a network whose state has grown without end.
  expect(UNITS.map((unit) => lossText(Infinity, unit))).toEqual(['> 10³⁸ bits', '> 10³⁸ nats', 'perplexity >10³⁰⁸']);
});
