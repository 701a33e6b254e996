import { describe, expect, test } from 'vitest';
import {
  costIntervals,
  directionOf,
  LEAST_STRETCHES,
  STRETCHES,
  studentQuantile,
} from '../../../src/analysis/ablation/costIntervals.ts';

describe('what holding a unit costs on both sides of a label', () => {
  test('is the mean over each side, from the first timestep that counts', () => {
    const change = Float64Array.of(9, 1, 2, 3, 4, 5);
    const { on, off } = costIntervals(change, 1, Int32Array.of(0, 3, 5, 6));
    expect(on).toMatchObject({ count: 3, mean: (1 + 2 + 5) / 3 });
    expect(off).toMatchObject({ count: 2, mean: 3.5 });
  });

  test('has the interval of the stretches’ means where they are of equal size', () => {
    const size = 7;
    const means = Array.from({ length: STRETCHES }, (_, k) => Math.sin(3 * k));
    const change = Float64Array.from({ length: size * STRETCHES }, (_, t) => means[Math.floor(t / size)]!);
    const mean = means.reduce((sum, one) => sum + one, 0) / STRETCHES;
    const variance = means.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (STRETCHES - 1);
    const { on, off } = costIntervals(change, 0, []);
    expect(on).toBeNull();
    expect(off!.mean).toBeCloseTo(mean, 12);
    // Student's t with 19 degrees of freedom, from tables.
    expect(off!.half!).toBeCloseTo(2.093 * Math.sqrt(variance / STRETCHES), 3);
  });

  test('has no interval where too few stretches hold such a character, and is nothing where a loss is no number', () => {
    const change = Float64Array.from({ length: 200 }, (_, t) => t % 3);
    const { on, off } = costIntervals(change, 0, Int32Array.of(0, 10 * (LEAST_STRETCHES - 1)));
    expect(on!.half).toBeNull();
    expect(off!.half).not.toBeNull();
    expect(costIntervals(change.fill(Number.NaN), 0, [])).toEqual({ on: null, off: null });
  });

  test('is told from zero only where its interval does not hold 0', () => {
    const cost = (mean: number, half: number | null) => directionOf({ count: 1, mean, half });
    expect([cost(2, 1), cost(-2, 1), cost(1, 1), cost(-1, 2), cost(5, null), cost(0, 0)]).toEqual([1, -1, 0, 0, 0, 0]);
  });
});

test('Student’s quantile agrees with tables', () => {
  for (const [freedom, quantile] of [
    [4, 2.776],
    [5, 2.571],
    [9, 2.262],
    [19, 2.093],
    [1e6, 1.96],
  ] as const)
    expect(studentQuantile(freedom)).toBeCloseTo(quantile, 2);
});
