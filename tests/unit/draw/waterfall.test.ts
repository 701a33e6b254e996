import { describe, expect, test } from 'vitest';
import { gradientScale } from '../../../src/draw/gradientScale.ts';
import { rampTable } from '../../../src/draw/ramps.ts';
import {
  commonSteps,
  labelledRows,
  nearestRow,
  rowHeightOf,
  stepAxis,
  waterfallPixels,
} from '../../../src/draw/waterfall.ts';

describe('the pixels of a waterfall', () => {
  const scale = gradientScale(1);
  const { data: pixels } = waterfallPixels({
    rows: [[1, 1e-3, 0], null, [1e-9, Number.NaN, 1]],
    lags: 2,
    scale,
    theme: 'light',
  });
  const at = (row: number, k: number) => Array.from(pixels.subarray((row * 3 + k) * 4, (row * 3 + k) * 4 + 4));
  const ramp = rampTable('gradient', 'light');
  const strong = [...ramp.slice(ramp.length - 4, ramp.length - 1), 255];
  const ground = [...ramp.slice(0, 3), 255];

  test('run from the strong end at the top of the scale to the ground for what has vanished', () => {
    expect(at(0, 0)).toEqual(strong);
    expect(at(2, 2)).toEqual(strong);
    expect(at(0, 2)).toEqual(ground);
    expect(at(2, 0)).toEqual(ground);
    expect(at(0, 1)).not.toEqual(ground);
    expect(at(0, 1)).not.toEqual(strong);
  });

  test('show nothing where nothing was measured, so that it is not taken for vanished', () => {
    for (let k = 0; k < 3; k++) expect(at(1, k)[3]).toBe(0);
    expect(at(2, 1)[3]).toBe(0);
  });
});

describe('rows over training', () => {
  test('are the steps of which any model keeps weights, each once', () => {
    const list = (...steps: number[]) => steps.map((step) => ({ step }));
    expect(commonSteps([list(0, 1, 4, 16), list(0, 2, 16), []])).toEqual([0, 1, 2, 4, 16]);
  });

  test('the framed one is the nearest to the step that is looked at, the last for the newest', () => {
    const steps = [0, 1, 2, 4, 8, 16];
    expect(nearestRow(steps, 9)).toBe(4);
    expect(nearestRow(steps, null)).toBe(5);
    expect(nearestRow([], 3)).toBe(-1);
  });

  test('are equally high in whole pixels, and their labels never nearer than asked, the last always among them', () => {
    expect(rowHeightOf(18, 250)).toBe(13);
    expect(rowHeightOf(40, 30)).toBe(1);
    for (const height of [1, 3, 5, 13, 40]) {
      const rows = labelledRows(37, height, 12);
      expect(rows.at(-1)).toBe(36);
      for (let k = 1; k < rows.length; k++) expect((rows[k]! - rows[k - 1]!) * height).toBeGreaterThanOrEqual(12);
    }
  });
});

describe('axes over training', () => {
  const lines = [
    { steps: [0, 1, 2, 64], values: [1.2, 1.3, Number.NaN, 20] },
    { steps: [0, 1, 2, 64], values: [0.6, 0, 0.7, 1.1] },
  ];
  const axis = stepAxis(lines, 320, 120);

  test('give step 0 a place of its own at the left and the last step the right edge', () => {
    expect(axis.x(0)).toBe(0);
    expect(axis.x(1)).toBeGreaterThan(20);
    expect(axis.x(64)).toBe(320);
    expect(axis.xTicks[0]).toBe(0);
    expect(new Set(axis.xTicks).size).toBe(axis.xTicks.length);
  });

  test('hold every value and the line of 1', () => {
    for (const value of [0.6, 1, 1.1, 20]) {
      expect(axis.y(value)).toBeGreaterThanOrEqual(0);
      expect(axis.y(value)).toBeLessThanOrEqual(120);
    }
    expect(axis.y(20)).toBeLessThan(axis.y(1));
  });

  test('draw no line through what cannot be drawn, and a single value as a dot', () => {
    for (const line of lines) expect(axis.path(line)).not.toMatch(/NaN|Infinity/);
    expect(axis.path(lines[1]!).match(/[ML]/g)).toHaveLength(3);
    expect(axis.path({ steps: [4], values: [2] })).toMatch(/^M[\d.]+ [\d.]+h0$/);
  });

  test('stand before anything has been measured', () => {
    const empty = stepAxis([], 100, 50);
    // There is no training step 1.2 or 1.5, however wide the picture.
    expect(stepAxis([], 1400, 50).xTicks).toEqual([0, 1, 2]);
    expect([empty.x(0), empty.x(2)]).toEqual([0, 100]);
    expect(empty.y(1)).toBeGreaterThan(0);
  });
});
