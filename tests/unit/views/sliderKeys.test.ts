import { expect, test } from 'vitest';
import { entryAfterKey } from '../../../src/views/ui/sliderKeys.ts';

test('arrows go to the neighbours, Home and End to the ends, and none beyond them', () => {
  expect(['ArrowRight', 'ArrowLeft', 'Home', 'End'].map((key) => entryAfterKey(key, 3, 6, 'back'))).toEqual([
    4, 2, 0, 5,
  ]);
  expect(entryAfterKey('ArrowRight', 5, 6, 'back')).toBe(5);
  expect(entryAfterKey('ArrowLeft', 0, 6, 'on')).toBe(0);
});

test('ArrowUp goes back in a list from the top down, and on where larger values are higher', () => {
  expect([entryAfterKey('ArrowUp', 3, 6, 'back'), entryAfterKey('ArrowDown', 3, 6, 'back')]).toEqual([2, 4]);
  expect([entryAfterKey('ArrowUp', 3, 6, 'on'), entryAfterKey('ArrowDown', 3, 6, 'on')]).toEqual([4, 2]);
});

test('other keys lead nowhere', () => {
  expect(entryAfterKey('Enter', 3, 6, 'on')).toBeNull();
  expect(entryAfterKey('a', 3, 6, 'on')).toBeNull();
});
