import { describe, expect, test } from 'vitest';
import { halfWay, scoreAxis } from '../../../src/draw/scoreLines.ts';

describe('the axis of scores over training', () => {
  test('runs from what says nothing to 1, and further down where a followed unit pointed the other way', () => {
    const axis = scoreAxis(1000, 0.5, [0.6, 0.99], 400, 100);
    expect([axis.y(0.5), axis.y(1)]).toEqual([100, 0]);
    const below = scoreAxis(1000, 0.5, [0.6, 0.23], 400, 100);
    expect(below.y(0.2)).toBeCloseTo(100, 6);
    expect(below.y(0.23)).toBeLessThan(100);
  });

  test('shows step 0 at its left edge, and a single step as a dot', () => {
    const axis = scoreAxis(1000, 0, [0.1], 400, 100);
    expect([axis.x(0), axis.x(1000)]).toEqual([0, 400]);
    expect(axis.xTicks[0]).toBe(0);
    expect(axis.path([0], [1])).toBe('M0.0 0.0h0');
    expect(axis.path([0, 1000], [0, 1])).toBe('M0.0 100.0L400.0 0.0');
    expect(axis.path([], [])).toBe('');
  });
});

test('a score is half-way at the first step that has half of its gain, and nowhere where it gained nothing', () => {
  expect(halfWay([0, 1, 5, 9], [0.5, 0.6, 0.8, 0.9], 0.05)).toBe(5);
  expect(halfWay([0, 1], [0.5, 0.52], 0.05)).toBeNull();
  expect(halfWay([0, 1], [0.9, 0.6], 0.05)).toBeNull();
});
