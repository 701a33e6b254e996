import { describe, expect, test } from 'vitest';
import { changingUnits, isMostlySame, withUnit } from '../../../src/analysis/changingUnits.ts';

/** [T, H] from one function per unit. */
function values(steps: number, units: readonly ((t: number) => number)[]): Float32Array {
  return Float32Array.from({ length: steps * units.length }, (_, k) =>
    units[k % units.length]!(Math.floor(k / units.length)),
  );
}
const swing =
  (size: number, middle = 0.5) =>
  (t: number) =>
    middle + (t % 2 === 0 ? size : -size);
const asItIs = (value: number): number => value;

describe('the units that change most in view', () => {
  test('come by the variance of what is drawn, the largest first', () => {
    const all = values(20, [swing(0.1), swing(0.4), () => 0.9, swing(0.3)]);
    const request = { values: all, hidden: 4, rows: { from: 0, to: 20 }, position: asItIs };
    expect([...changingUnits({ ...request, count: 3 })]).toEqual([1, 3, 0]);
    expect([...changingUnits({ ...request, count: 9 })]).toEqual([1, 3, 0, 2]);
  });

  test('only the given rows count', () => {
    const early = (t: number): number => (t < 10 ? swing(0.4)(t) : 0.5);
    const all = values(20, [early, swing(0.1)]);
    const request = { values: all, hidden: 2, position: asItIs, count: 1 };
    expect([...changingUnits({ ...request, rows: { from: 0, to: 20 } })]).toEqual([0]);
    expect([...changingUnits({ ...request, rows: { from: 10, to: 20 } })]).toEqual([1]);
  });

  test('values beyond the scale have the colour of its end: to swing there is no change', () => {
    const all = values(20, [swing(3, 9), swing(0.05)]);
    const request = { values: all, hidden: 2, rows: { from: 0, to: 20 }, count: 2 };
    expect([...changingUnits({ ...request, position: asItIs })]).toEqual([1, 0]);
    expect([...changingUnits({ ...request, position: (value) => value / 12 })]).toEqual([0, 1]);
  });

  test('a unit of its own scale is judged on it', () => {
    const all = values(20, [swing(0.01), swing(0.2)]);
    const own = (value: number, unit: number): number => (unit === 0 ? (value - 0.49) / 0.02 : value);
    expect([...changingUnits({ values: all, hidden: 2, rows: { from: 0, to: 20 }, position: own, count: 1 })]).toEqual([
      0,
    ]);
  });

  test('ties stand by index, and a unit that diverged comes last', () => {
    const all = values(8, [swing(0.2), () => NaN, () => 0.5, swing(0.2)]);
    const request = { values: all, hidden: 4, position: asItIs, count: 4 };
    expect([...changingUnits({ ...request, rows: { from: 0, to: 8 } })]).toEqual([0, 3, 2, 1]);
    expect([...changingUnits({ ...request, rows: { from: 0, to: 0 } })]).toEqual([0, 1, 2, 3]);
  });

  test('of many rows every k-th is read, and a slow change is still found', () => {
    const all = values(5000, [swing(0.05), (t) => t / 5000]);
    expect([
      ...changingUnits({ values: all, hidden: 2, rows: { from: 0, to: 5000 }, position: asItIs, count: 1 }),
    ]).toEqual([1]);
  });

  test('the selected unit takes the place of the last, unless it is there', () => {
    const units = Int32Array.of(4, 2, 7);
    expect(withUnit(units, 2)).toBe(units);
    expect([...withUnit(units, 5)]).toEqual([4, 2, 5]);
  });
});

describe('a choice made for one view', () => {
  test('does for another while each shows at least half of the other', () => {
    const view = { from: 100, to: 200 };
    expect(isMostlySame(view, { from: 150, to: 250 })).toBe(true);
    expect(isMostlySame(view, { from: 151, to: 251 })).toBe(false);
    expect(isMostlySame(view, { from: 100, to: 300 })).toBe(true);
    expect(isMostlySame(view, { from: 0, to: 1000 })).toBe(false);
    expect(isMostlySame(view, { from: 300, to: 400 })).toBe(false);
  });
});
