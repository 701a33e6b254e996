import { describe, expect, test } from 'vitest';
import { rowNorms, spread } from '../../../src/analysis/gradientNorms.ts';
import {
  meanActivity,
  orderedRows,
  orderedSome,
  rowOrder,
  similarityOrder,
  similarRows,
  variance,
} from '../../../src/analysis/rowOrder.ts';
import { endShares, histogram, moments, strongestSteps, unitSeries } from '../../../src/analysis/unitOverTime.ts';

/** [T, H] from one function per unit. */
function series(steps: number, units: readonly ((t: number) => number)[]): Float32Array {
  return Float32Array.from({ length: steps * units.length }, (_, k) =>
    units[k % units.length](Math.floor(k / units.length)),
  );
}

describe('gradient norms', () => {
  test('one Euclidean norm per timestep over the units', () => {
    expect([...rowNorms(Float32Array.of(3, 4, 0, -2), 2)]).toEqual([5, 2]);
  });

  test('a vanished gradient keeps its size where its square would not fit float32', () => {
    expect(rowNorms(Float32Array.of(3e-30, 4e-30), 2)[0] / 5e-30).toBeCloseTo(1, 6);
  });

  test('the median of an even count lies between the middle two, and what is no number does not count', () => {
    expect(spread(Float64Array.of(4, NaN, 1, 3, 2))).toEqual({ lowest: 1, median: 2.5, highest: 4 });
    expect(spread(Float64Array.of(5, 1, 9))).toEqual({ lowest: 1, median: 5, highest: 9 });
    expect(spread(Float64Array.of(2, Infinity, NaN, Infinity))).toEqual({
      lowest: 2,
      median: Infinity,
      highest: Infinity,
    });
    expect(spread(Float64Array.of(NaN))).toBeNull();
  });
});

describe('order of units', () => {
  const small = (t: number) => 0.1 * Math.sin(t);
  const steady = () => 0.9;
  const swinging = (t: number) => (t % 2 === 0 ? 0.7 : -0.7);
  const values = series(32, [small, steady, swinging]);

  test('by activity the largest mean size comes first, by variance the one that moves most', () => {
    expect([...rowOrder('activity', values, 3)]).toEqual([1, 2, 0]);
    expect([...rowOrder('variance', values, 3)]).toEqual([2, 0, 1]);
    expect([...rowOrder('index', values, 3)]).toEqual([0, 1, 2]);
    expect(meanActivity(values, 3)[1]).toBeCloseTo(0.9, 6);
    expect(variance(values, 3)[2]).toBeCloseTo(0.49, 6);
  });

  test('by similarity, rows that behave alike stand together whatever their size', () => {
    const waves = [0.3, 0.7, 1.1, 1.9].map((speed) => (t: number) => Math.sin(speed * t + speed));
    const scaled = (k: number, by: number, shift: number) => (t: number) => by * waves[k](t) + shift;
    const units = [0, 1, 2, 3, 0, 1, 2, 3, 0, 1].map((k, position) => scaled(k, 1 + position / 3, position / 10));
    const order = similarityOrder(series(200, units), units.length);
    expect([...order].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const kinds = Array.from(order, (unit) => unit % 4);
    const changes = kinds.filter((kind, row) => row > 0 && kind !== kinds[row - 1]).length;
    expect(changes).toBe(3);
  });

  test('some of the units are ordered among themselves, and signs are still counted by unit', () => {
    expect(orderedSome('variance', values, 3, false, Int32Array.of(2, 0))).toEqual({
      order: Int32Array.of(2, 0),
      signs: null,
    });
    const wave = (t: number) => Math.sin(0.7 * t);
    const units = [wave, (t: number) => Math.sin(1.9 * t), (t: number) => 0.9 * wave(t), (t: number) => -wave(t)];
    const found = orderedSome('similarity', series(200, units), 4, true, Int32Array.of(3, 2, 0));
    expect([...found.order].sort((a, b) => a - b)).toEqual([0, 2, 3]);
    expect([...found.signs!]).toEqual([1, 1, 1, -1]);
  });

  test('with flipped signs, rows that go against each other stand together and all go along with their neighbour', () => {
    const waves = [0.3, 0.7, 1.1].map((speed) => (t: number) => Math.sin(speed * t + speed));
    const signs = [1, -1, 1, 1, -1, 1, 1, 1, -1];
    const units = signs.map((sign, j) => (t: number) => sign * (1 + j / 5) * waves[j % 3](t) + j / 9);
    const found = similarRows(series(200, units), units.length, true);
    const kinds = Array.from(found.order, (unit) => unit % 3);
    expect(kinds.filter((kind, row) => row > 0 && kind !== kinds[row - 1])).toHaveLength(2);
    for (const kind of [0, 1, 2]) {
      const alike = signs.map((sign, j) => sign * found.signs![j]).filter((_, j) => j % 3 === kind);
      expect(new Set(alike).size).toBe(1);
    }
    expect(found.signs!.filter((sign) => sign < 0).length).toBeLessThanOrEqual(4);
  });

  test('no other order flips a sign, and without the option none is flipped', () => {
    expect(orderedRows('variance', values, 3, true).signs).toBeNull();
    expect(orderedRows('similarity', values, 3, false).signs).toBeNull();
    expect(new Set(orderedRows('similarity', values, 3, true).order)).toEqual(new Set([0, 1, 2]));
  });

  test('units that never change come last and every unit is there once, however few', () => {
    const order = similarityOrder(series(50, [steady, small, () => 0, (t) => small(t + 1)]), 4);
    expect([...order].slice(2)).toEqual([0, 2]);
    expect([...similarityOrder(series(9, [small]), 1)]).toEqual([0]);
    expect([...similarityOrder(series(9, [steady, steady]), 2)]).toEqual([0, 1]);
  });

  test('a unit that is no number is placed, and places nobody else', () => {
    const order = rowOrder('similarity', series(50, [small, () => NaN, swinging]), 3);
    expect([...order]).toEqual([0, 2, 1]);
    expect([...rowOrder('activity', series(5, [() => NaN, small]), 2)]).toEqual([1, 0]);
  });
});

describe('one unit over time', () => {
  test('its values are those of its column', () => {
    expect([...unitSeries(Float32Array.of(1, 2, 3, 4, 5, 6), 3, 1)]).toEqual([2, 5]);
  });

  test('mean, variance and extent leave out what is no number', () => {
    expect(moments(Float32Array.of(1, 3, NaN, 8))).toEqual({
      mean: 4,
      variance: 26 / 3,
      lowest: 1,
      highest: 8,
      count: 3,
    });
    expect(moments(Float32Array.of(NaN)).count).toBe(0);
  });

  test('a gate stands at an end below 0.1 and above 0.9, a signed value beyond ±0.9, and what has no bounds nowhere', () => {
    const values = Float32Array.of(0.05, 0.95, 0.5, -0.95, 0.97, NaN, -0.2, 0.3);
    expect(endShares(values, 'gate')).toEqual({ low: 3 / 8, high: 2 / 8 });
    expect(endShares(values, 'signed')).toEqual({ low: 1 / 8, high: 2 / 8 });
    expect(endShares(values, 'unbounded')).toBeNull();
  });

  test('every value falls into one bar, the upper end into the last', () => {
    const counts = histogram(Float32Array.of(-1, -0.5, 0, 0.5, 1, 3, NaN), -1, 1, 4);
    expect([...counts]).toEqual([1, 1, 1, 3]);
    expect([...histogram(Float32Array.of(2, 2), 2, 2, 3)]).toEqual([2, 0, 0]);
  });

  test('the strongest places are apart, strongest first, and the earlier of two equal ones', () => {
    const values = Float32Array.of(0, 5, 6, 5, 0, -3, 0, 6, 0, 1);
    expect(strongestSteps(values, 'highest', 3, 2)).toEqual([2, 7, 9]);
    expect(strongestSteps(values, 'lowest', 1, 3)).toEqual([5]);
    expect(strongestSteps(Float32Array.of(NaN), 'highest', 3, 1)).toEqual([]);
  });
});
