import { expect, test } from 'vitest';
import { secondsLeft } from '../../../../src/views/film/films.ts';

test('the time that a recording still takes follows the time that it has taken', () => {
  expect(secondsLeft(1, 100, 0)).toBeNull();
  // A tenth of a second for each picture, as promised.
  expect(secondsLeft(11, 101, 1000)).toBe(9);
  // Half a second for each on a slow machine.
  expect(secondsLeft(11, 101, 5000)).toBe(45);
  expect(secondsLeft(101, 101, 50_000)).toBe(0);
});
