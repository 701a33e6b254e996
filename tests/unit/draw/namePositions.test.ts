import { expect, it } from 'vitest';
import { freeBaseline, passedPoints } from '../../../src/draw/namePositions.ts';

it('a name stands at the first height at which it touches no other', () => {
  const name = { x: 100, width: 50 };
  const other = (x: number, y: number) => ({ x, y, width: 60 });
  expect(freeBaseline(name, [10, 25, 90], [], 15)).toBe(10);
  expect(freeBaseline(name, [10, 25, 90], [other(149, 9)], 15)).toBe(25);
  expect(freeBaseline(name, [10, 25, 90], [other(41, 12), other(120, 30)], 15)).toBe(90);
  // Side by side is free.
  expect(freeBaseline(name, [10, 25, 90], [other(150, 10), other(40, 10)], 15)).toBe(10);
  expect(freeBaseline(name, [10, 25], [other(100, 10), other(100, 25)], 15)).toBe(25);
});

it('a line is in the way of a name where it passes through its columns and is drawn', () => {
  const values = [1, 2, Number.NaN, 4, 5];
  const points = passedPoints(
    values,
    (k) => 10 * k,
    (value) => 100 - value,
    { x: 12, width: 19 },
  );
  // Columns 10 and 40 are outside; the value at 20 is not drawn. Baselines are four pixels under the middle of the letters.
  expect(points).toEqual([{ x: 30, y: 100, width: 1 }]);
  const beneath = passedPoints(
    values,
    (k) => 10 * k,
    (value) => 100 - value,
    { x: 0, width: 15 },
  );
  expect(beneath.map(({ x }) => x)).toEqual([0, 10]);
  expect(freeBaseline({ x: 0, width: 15 }, [103, 120], beneath, 15)).toBe(120);
});
