import { describe, expect, it } from 'vitest';
import {
  allPoints,
  columnPoints,
  exceedances,
  extent,
  logScale,
  logTicks,
  recentMean,
  roundDomain,
  valueAtStep,
} from '../../../src/draw/lineChart.ts';

const x = logScale([1, 10_000], [40, 440]);
const y = logScale([0.1, 10], [200, 0]);

/** Step k + 1 holds value(k). */
function curve(length: number, value: (k: number) => number) {
  return {
    length,
    steps: Float64Array.from({ length }, (_, k) => k + 1),
    values: Float32Array.from({ length }, (_, k) => value(k)),
  };
}

describe('a curve over training steps', () => {
  it('is drawn with at most one point per pixel column however many steps it has', () => {
    const points = columnPoints(
      curve(10_000, () => 1),
      x,
      y,
      1,
      'mean',
    );
    expect(points.length).toBeLessThanOrEqual(401);
    expect(points.length).toBeGreaterThan(200);
    for (const point of points) expect(point.y).toBeCloseTo(100, 6);
    for (let k = 1; k < points.length; k++) expect(points[k].x).toBeGreaterThan(points[k - 1].x);
  });

  it('keeps every early step as a point of its own', () => {
    const points = columnPoints(
      curve(4, (k) => 1 + k),
      x,
      y,
      1,
      'mean',
    );
    expect(points.map((point) => Math.round(point.x))).toEqual([40, 70, 88, 100]);
    expect(points.map((point) => y.invert(point.y))).toEqual([
      expect.closeTo(1),
      expect.closeTo(2),
      expect.closeTo(3),
      expect.closeTo(4),
    ]);
  });

  it('shows a single spike among thousands of steps when the largest of a column is kept', () => {
    const spiked = curve(10_000, (k) => (k === 7321 ? 8 : 0.5));
    const highest = (keep: 'mean' | 'largest') =>
      Math.min(...columnPoints(spiked, x, y, 3, keep).map((point) => point.y));
    expect(highest('largest')).toBeCloseTo(y(8), 4);
    expect(highest('mean')).toBeGreaterThan(y(0.6));
  });

  it('leaves out what is no number instead of breaking the path', () => {
    const broken = curve(6, (k) => (k === 2 ? Number.NaN : k === 4 ? Infinity : 1));
    expect(columnPoints(broken, x, y, 1, 'mean')).toHaveLength(4);
    expect(allPoints(broken, x, y)).toHaveLength(4);
    expect(extent([broken])).toEqual([1, 1]);
    expect(extent([curve(2, () => Number.NaN)])).toBeNull();
  });

  it('ignores values beyond its length, which belong to a run that was taken back', () => {
    const whole = curve(5, (k) => 1 + k);
    expect(extent([{ ...whole, length: 2 }])).toEqual([1, 2]);
    expect(recentMean({ ...whole, length: 3 }, 2)).toBe(2.5);
    expect(valueAtStep({ ...whole, length: 3 }, 5)).toEqual({ step: 3, value: 3 });
  });

  it('reads the last value at or before a step and nothing before the first', () => {
    const sparse = { length: 3, steps: [10, 20, 40], values: [3, 2, 1] };
    expect(valueAtStep(sparse, 9)).toBeUndefined();
    expect(valueAtStep(sparse, 20)).toEqual({ step: 20, value: 2 });
    expect(valueAtStep(sparse, 39)).toEqual({ step: 20, value: 2 });
  });

  it('counts every step above the clip norm but draws one tick per two pixels', () => {
    const norms = curve(10_000, (k) => (k >= 5000 ? 2 : 0.5));
    const { positions, count } = exceedances(norms, 1, x, 2);
    expect(count).toBe(5000);
    expect(positions.length).toBeLessThanOrEqual(17);
    expect(positions[0]).toBeCloseTo(x(5001), 6);
  });
});

describe('a logarithmic axis', () => {
  it('carries round numbers inside its range, no more than there is room for', () => {
    expect(logTicks(1, 5000, 5)).toEqual([1, 10, 100, 1000]);
    expect(logTicks(1.5, 4, 4)).toEqual([1.5, 2, 3, 4]);
    for (const most of [3, 5, 8]) expect(logTicks(1e-9, 1e9, most).length).toBeLessThanOrEqual(most);
  });

  it('opens outwards to steps that hold still while the data moves a little', () => {
    expect(roundDomain(1.62, 3.9)).toEqual([1.5, 4]);
    expect(roundDomain(1.71, 3.82)).toEqual([1.5, 4]);
    const [low, high] = roundDomain(0.034, 0.036);
    expect(low).toBeCloseTo(0.03);
    expect(high).toBeCloseTo(0.04);
  });
});
