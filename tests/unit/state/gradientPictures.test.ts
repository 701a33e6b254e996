import { describe, expect, it } from 'vitest';
import { holds } from '../../../src/engine/range.ts';
import { lagStretch, lossAt, shownMeasure, type Measured } from '../../../src/state/gradientPictures.ts';

describe('which losses are measured', () => {
  it('are 400 in a row, half of them with 200 lags before them, the cursor’s among them', () => {
    expect(lagStretch(1000, 0)).toEqual({ losses: { from: 0, to: 400 }, lags: 200, from: 200 });
    expect(lagStretch(1000, 399)).toEqual({ losses: { from: 0, to: 400 }, lags: 200, from: 200 });
    expect(lagStretch(1000, 400)).toEqual({ losses: { from: 200, to: 600 }, lags: 200, from: 400 });
    for (let t = 0; t < 999; t++) {
      const { losses, lags, from } = lagStretch(1000, t)!;
      expect(holds(losses, t)).toBe(true);
      expect(losses.to).toBeLessThanOrEqual(999);
      expect(from).toBeGreaterThanOrEqual(losses.from + lags);
      expect(losses.to - from).toBe(200);
    }
  });

  it('are fewer, with fewer lags, in a short text, and none in a very short one', () => {
    expect(lagStretch(101, 70)).toEqual({ losses: { from: 0, to: 100 }, lags: 50, from: 50 });
    expect(lagStretch(17, 3)).toEqual({ losses: { from: 0, to: 16 }, lags: 8, from: 8 });
    expect(lagStretch(16, 3)).toBeNull();
  });

  it('move in steps, so that a cursor that moves on asks for the same ones', () => {
    const firsts = new Set(Array.from({ length: 999 }, (_, t) => lagStretch(1000, t)!.losses.from));
    expect([...firsts]).toEqual([0, 200, 400, 599]);
  });
});

it('the last character has no loss: the one before it is shown', () => {
  expect(lossAt(100, 99)).toBe(98);
  expect(lossAt(100, 40)).toBe(40);
  expect(lossAt(2, 1)).toBe(0);
});

it('what was measured on another passage or stretch is not shown', () => {
  const passage = {};
  const traceWindow = {};
  const measured = { of: 1, read: { passage, traceWindow } } as Measured<number>;
  expect(shownMeasure({ passage, traceWindow }, measured)).toBe(measured);
  expect(shownMeasure({ passage: {}, traceWindow }, measured)).toBeNull();
  expect(shownMeasure({ passage, traceWindow: {} }, measured)).toBeNull();
  expect(shownMeasure({ passage, traceWindow }, null)).toBeNull();
});
