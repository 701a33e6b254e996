import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foundMarksPath } from '../../../src/draw/foundMarks.ts';

test('one mark for each pixel that holds a place, however many there are', () => {
  expect(foundMarksPath([0, 3, 500, 502, 999, 999], 1000, 100, 16)).toBe('M0 0h1v16h-1zM50 0h1v16h-1zM99 0h1v16h-1z');
  const many = Array.from({ length: 200_000 }, (_, k) => [10 * k, 10 * k + 1]).flat();
  expect(foundMarksPath(many, 2_000_000, 872, 16).match(/M/g)?.length).toBe(872);
});

test('marks lie within the bar', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9999)), fc.integer({ min: 10, max: 2000 }), (firsts, width) => {
      const found = [...firsts].sort((a, b) => a - b).flatMap((first) => [first, first]);
      for (const [, x] of foundMarksPath(found, 10_000, width, 16).matchAll(/M(\d+) /g)) {
        expect(Number(x)).toBeLessThan(width);
      }
    }),
  );
});
