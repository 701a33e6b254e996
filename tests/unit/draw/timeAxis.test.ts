import { describe, expect, test } from 'vitest';
import { binExtent, binned, spreadOver } from '../../../src/draw/bins.ts';
import { extentPath } from '../../../src/draw/envelope.ts';
import { sharedNote, shortSharedNote } from '../../../src/draw/legendNote.ts';
import { mapSummary } from '../../../src/draw/mapSummary.ts';
import { letterSize } from '../../../src/draw/stripLayout.ts';
import { stepsPerColumn } from '../../../src/draw/timeColumns.ts';
import { hiddenTicks, tickEvery } from '../../../src/draw/timeTicks.ts';

const VALUES = [0.5, -2, 1, NaN, NaN, NaN, 0.1, 0.3, -0.2, 4];
const value = (t: number): number => VALUES[t];

describe('timesteps that share a pixel', () => {
  test('they are shown by their mean, their largest, or the one farthest from zero with its sign', () => {
    expect([...binned(value, { from: 0, to: 10 }, 3, 'mean')]).toEqual([-0.5 / 3, NaN, (0.1 + 0.3 - 0.2) / 3, 4]);
    expect([...binned(value, { from: 0, to: 10 }, 3, 'extreme')]).toEqual([-2, NaN, 0.3, 4]);
    expect([...binned(value, { from: 0, to: 10 }, 3, 'largest')]).toEqual([1, NaN, 0.3, 4]);
    expect([...binExtent(value, { from: 0, to: 10 }, 3).low]).toEqual([-2, NaN, -0.2, 4]);
  });

  test('which of them share does not depend on where the window starts', () => {
    const whole = [...binned((t) => t, { from: 0, to: 60 }, 2.5, 'largest')];
    for (const first of [1, 4, 7]) {
      const start = Math.ceil(first * 2.5);
      expect([...binned((t) => t, { from: start, to: 60 }, 2.5, 'largest')]).toEqual(whole.slice(first));
    }
  });

  test('a trace spread over more pixels than it has timesteps repeats them, and over fewer loses no spike', () => {
    expect([...spreadOver((t) => t, 2, 4, 'mean')]).toEqual([0, 0, 1, 1]);
    expect([...spreadOver((t) => (t === 537 ? -9 : 1), 1000, 10, 'extreme')]).toEqual([1, 1, 1, 1, 1, -9, 1, 1, 1, 1]);
  });

  test('the line spans from the lowest to the highest of each pixel and breaks where there is none', () => {
    expect(extentPath([0, NaN, 2], [1, NaN, 2], (v) => 10 - v)).toBe('M0.5 9L0.5 10M2.5 8');
  });

  test('one n-th of a pixel means n timesteps although it is no exact number', () => {
    for (let n = 1; n <= 200; n++) expect(stepsPerColumn(1 / n)).toBe(n);
    expect(stepsPerColumn(7)).toBe(1);
    expect(stepsPerColumn(0.8)).toBe(1.25);
  });

  test('the legend says how many share and what is shown of them', () => {
    expect(sharedNote('mean', 1, 1)).toBeUndefined();
    expect(sharedNote('mean', 1, 5)).toBe('mean of 5 steps');
    expect(sharedNote('extreme', 3, 1.2)).toBe('largest of 3 units × 1–2 steps');
    expect(shortSharedNote('extreme', 3, 5)).toBe('largest of 15 values');
    expect(shortSharedNote('extreme', 3, 1)).toBe('largest of 3 units');
  });
});

describe('a map in words', () => {
  test('it gives lowest, mean and highest of what is in view and kept, or says that nothing is there yet', () => {
    const of = { values: Float32Array.of(9, 9, 0.25, -0.5, 1, 0.25), from: 0, steps: 3, hidden: 2 };
    expect(mapSummary(of, { from: 1, to: 3 }, [0, 1])).toBe('Lowest −0.500, mean 0.250, highest 1.000.');
    expect(mapSummary(of, { from: 1, to: 3 }, [0])).toBe('Lowest 0.250, mean 0.625, highest 1.000.');
    expect(mapSummary({ ...of, from: 40, steps: 50 }, { from: 0, to: 20 }, [0, 1])).toBe(
      'This stretch is being traced.',
    );
  });

  test('it counts apart what is no finite number, as a diverged model has it, and gives the three of the rest', () => {
    const of = { values: Float32Array.of(NaN, 2, Infinity, -0.5), from: 0, steps: 2, hidden: 2 };
    expect(mapSummary(of, { from: 0, to: 2 }, [0, 1])).toBe(
      'Lowest −0.500, mean 0.750, highest 2.000. 2 of 4 values are not finite.',
    );
    const broken = { ...of, values: Float32Array.of(NaN, NaN, -Infinity, Infinity) };
    expect(mapSummary(broken, { from: 0, to: 2 }, [0, 1])).toBe('No value is a finite number.');
  });
});

describe('numbers over the strip', () => {
  test('they stand as far apart as asked for, every timestep where it is wide', () => {
    expect([86, 9, 1, 0.043].map((width) => tickEvery(width, 80))).toEqual([1, 10, 100, 2000]);
  });

  test('one that the cursor’s label would cut is hidden whole, one beside it not at all', () => {
    const [from, to] = hiddenTicks(50, 90, 0, 1, 100);
    expect(from).toBe(50);
    expect(to).toBeGreaterThan(110);
    expect(hiddenTicks(130, 170, 0, 1, 100)).toEqual([130, 170]);
  });

  test('letters grow and shrink with their column and are left out where they could not be read', () => {
    expect([letterSize(9, 9), letterSize(7, 9), letterSize(6, 9), letterSize(80, 9)]).toEqual([
      14,
      (14 * 7) / 9,
      0,
      18,
    ]);
  });
});
