import { expect, it } from 'vitest';
import { freeBaseline } from '../../../src/draw/namePositions.ts';

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
