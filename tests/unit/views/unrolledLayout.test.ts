import { describe, expect, test } from 'vitest';
import { boxLeft, COPIES, firstCopy, fittingCopies, unrolledLayout } from '../../../src/views/watch/unrolledLayout.ts';

describe('which timesteps the copies show', () => {
  test('a step along the text moves the copies only when t would come to their edge', () => {
    const starts: number[] = [];
    let start = 0;
    for (let t = 0; t < 12; t++) starts.push((start = firstCopy(100, t, 7, start)));
    expect(starts).toEqual([0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6]);
  });

  test('t is always one of them, and they never leave the text', () => {
    for (const count of COPIES) {
      let start = 0;
      for (const t of [0, 1, 19, 18, 17, 3, 4, 5, 12, 0]) {
        start = firstCopy(20, t, count, start);
        expect(start).toBeGreaterThanOrEqual(0);
        expect(start + count).toBeLessThanOrEqual(20);
        expect(t - start).toBeGreaterThanOrEqual(0);
        expect(t - start).toBeLessThan(count);
      }
    }
  });

  test('after a leap t stands in the middle', () => {
    expect(firstCopy(1000, 500, 7, 3)).toBe(497);
    expect(firstCopy(1000, 40, 5, 700)).toBe(38);
  });
});

describe('the unrolled network on the screen', () => {
  test('a phone has room for three copies, a desktop for nine', () => {
    expect(fittingCopies(358, true)).toEqual([3]);
    expect(fittingCopies(952, false)).toEqual([3, 5, 7, 9]);
  });

  test('nothing lies over anything else, and the last copy’s wire ends inside the picture', () => {
    for (const cell of ['rnn', 'gru', 'lstm'] as const) {
      for (const [layers, layer] of [
        [1, 0],
        [2, 0],
        [4, 2],
      ]) {
        const layout = unrolledLayout({ width: 952, room: 560, narrow: false, copies: 9, layers, layer, cell });
        const ys = [layout.predictions + (layout.predictionCount - 1) * layout.predictionLine, layout.out];
        for (const row of layout.layers) {
          ys.push(
            row.top,
            ...row.states.flatMap(({ wire, arrow, norm, unit }) => [wire, arrow, norm, unit]),
            row.bottom,
          );
        }
        ys.push(layout.symbol, layout.time, layout.height);
        expect(ys).toEqual([...ys].sort((a, b) => a - b));
        expect(new Set(ys).size).toBe(ys.length);
        expect(layout.layers.map((row) => row.layer)).toEqual(Array.from({ length: layers }, (_, k) => layers - 1 - k));
        expect(boxLeft(layout, 9)).toBeCloseTo(952, 9);
      }
    }
  });
});
