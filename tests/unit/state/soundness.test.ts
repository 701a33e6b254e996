import { describe, expect, test } from 'vitest';
import { heldOutRise } from '../../../src/state/overfitting.ts';
import { append, EMPTY_SERIES, type Series } from '../../../src/state/series.ts';
import { blownUpFrom, goOnLabel, isBlownUp, isSoundAt, listed } from '../../../src/state/soundness.ts';
import { specOf } from '../engine/models.ts';

const spec = specOf({ cell: 'rnn', vocab: 54 });
const losses = (...values: number[]): Series => append(EMPTY_SERIES, values, values.length);
const measured = (...points: [step: number, loss: number][]): Series =>
  points.reduce((series, [step, loss]) => append(series, [loss], step), EMPTY_SERIES);

describe('a model has blown up', () => {
  test('when ten steps in a row cost more than twice what guessing does', () => {
    const good = Array.from({ length: 20 }, () => 2.5);
    const bad = Array.from({ length: 10 }, (_, k) => 8 + 100 * k);
    expect(blownUpFrom(54)).toBeCloseTo(2 * Math.log(54), 12);
    expect(isBlownUp({ spec, loss: losses(...good, ...bad) })).toBe(true);
    expect(isBlownUp({ spec, loss: losses(...good, ...bad.slice(1)) })).toBe(false);
    expect(isBlownUp({ spec, loss: losses(...bad, 2.5) })).toBe(false);
    expect(isBlownUp({ spec, loss: losses(1628) })).toBe(false);
    // Guessing among two symbols costs 0.69 nats: an unlucky batch is not yet a blow-up.
    expect(blownUpFrom(2)).toBeCloseTo(Math.LN2 + 1, 12);
  });

  test('is not sound by the loss of the step after', () => {
    const loss = losses(2.5, 2.4, 900, 1628);
    expect([0, 1, 2, 3, 4].map((step) => isSoundAt({ spec, loss }, step))).toEqual([true, true, false, false, null]);
    expect(isSoundAt({ spec, loss: EMPTY_SERIES }, 0)).toBeNull();
  });

  test('says where one can go on from', () => {
    expect(goOnLabel([1200])).toBe('Go on from step 1,200');
    expect(goOnLabel([320, 300, 320])).toBe('Go on from steps 300 and 320');
    expect(listed(['RNN', 'GRU', 'LSTM'])).toBe('RNN, GRU and LSTM');
  });
});

describe('a held-out loss rises', () => {
  test('when the last three measurements lie above the lowest, and the run has grown by a quarter since', () => {
    const rise = heldOutRise({
      heldOut: measured([0, 3], [100, 1.2], [125, 1.1], [160, 1.15], [200, 1.2], [250, 1.3]),
      loss: losses(...Array.from({ length: 250 }, (_, k) => 3 / (1 + k / 50))),
    });
    expect(rise).toMatchObject({ lowestStep: 125, newestStep: 250 });
    expect(rise!.lowest).toBeCloseTo(1.1, 6);
    expect(rise!.newest).toBeCloseTo(1.3, 6);
  });

  test.each([
    ['falls', measured([0, 3], [100, 2], [125, 1.9], [160, 1.8], [200, 1.7])],
    ['is higher only twice', measured([0, 3], [100, 1], [125, 1.2], [160, 1.3])],
    ['rises by less than measurements differ', measured([0, 3], [100, 1], [125, 1.01], [160, 1.015], [200, 1.012])],
    ['was higher once and came back', measured([0, 3], [100, 1], [125, 1.3], [160, 1.001], [200, 1.2])],
    ['was measured again and again within a few steps', measured([0, 3], [100, 1], [101, 1.1], [102, 1.2], [103, 1.3])],
    ['was never measured', EMPTY_SERIES],
  ])('but not when it %s', (_, heldOut) => {
    expect(heldOutRise({ heldOut, loss: losses(3, 2, 1) })).toBeNull();
  });

  test('but not when the training loss rises too: such a run has diverged', () => {
    const heldOut = measured([0, 3], [82, 2.3], [120, 2200], [170, 2300], [236, 2400]);
    const loss = losses(...Array.from({ length: 236 }, (_, k) => (k < 82 ? 2.4 : 1800 + k)));
    expect(heldOutRise({ heldOut, loss })).toBeNull();
  });
});
