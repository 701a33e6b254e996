import { expect, test } from 'vitest';
import { nearestDot } from '../../../src/draw/nearestDot.ts';

const dots = [
  { x: 10, y: 10 },
  { x: 11, y: 10 },
  { x: 40, y: 10 },
  { x: 10.5, y: 10 },
];

test('a press takes the nearest dot within a target of 24 pixels', () => {
  expect(nearestDot(dots, { x: 38, y: 15 }, -1)).toBe(2);
  expect(nearestDot(dots, { x: 40, y: 22 }, -1)).toBe(2);
  expect(nearestDot(dots, { x: 40, y: 22.1 }, -1)).toBe(-1);
  expect(nearestDot([], { x: 0, y: 0 }, -1)).toBe(-1);
});

test('dots on top of each other are all reached by further presses', () => {
  const seen: number[] = [];
  let current = -1;
  for (let k = 0; k < 4; k++) seen.push((current = nearestDot(dots, { x: 10, y: 12 }, current)));
  expect(new Set(seen)).toEqual(new Set([0, 1, 3]));
  expect(seen[3]).toBe(seen[0]);
});
