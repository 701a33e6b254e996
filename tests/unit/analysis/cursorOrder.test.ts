import { describe, expect, test } from 'vitest';
import { cursorOrder, fewAtCursor } from '../../../src/analysis/cursorOrder.ts';

describe('orders of units at the cursor', () => {
  const now = Float32Array.of(0.2, -0.9, 0.7, 0.2, NaN);
  const before = Float32Array.of(0.1, -0.8, -0.3, 0.2, 0);

  test('by value the highest comes first, equal values by index, and what is no number at the end', () => {
    expect([...cursorOrder('value', now, before)]).toEqual([2, 0, 3, 1, 4]);
  });

  test('by change the largest step in either direction comes first', () => {
    expect([...cursorOrder('change', Float32Array.of(0, 1, -3, 0.5), Float32Array.of(2, 1, 0, 0))]).toEqual([
      2, 0, 3, 1,
    ]);
    expect([...cursorOrder('change', now, before)].at(-1)).toBe(4);
  });

  test('without an earlier value nothing has changed, and units stand by index', () => {
    expect([...cursorOrder('change', now.slice(0, 4), null)]).toEqual([0, 1, 2, 3]);
  });

  test('a few of them are the first by change, and both ends by value', () => {
    const all = Int32Array.of(9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
    expect([...fewAtCursor('change', all, 4, 8)]).toEqual([9, 8, 7, 6]);
    expect([...fewAtCursor('value', all, 4, 8)]).toEqual([9, 8, 1, 0]);
    expect([...fewAtCursor('value', all, 3, 9)]).toEqual([9, 8, 0]);
    expect(fewAtCursor('change', all, 12, 0)).toBe(all);
  });

  test('the selected unit is among the few, where the order puts it', () => {
    const all = Int32Array.of(9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
    expect([...fewAtCursor('change', all, 4, 2)]).toEqual([9, 8, 7, 2]);
    expect([...fewAtCursor('value', all, 4, 5)]).toEqual([9, 5, 1, 0]);
  });
});
