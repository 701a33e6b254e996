import { describe, expect, test } from 'vitest';
import { classColours, dimmed } from '../../../src/draw/classColours.ts';
import { DOT_PATHS, dotPaths, nearestDot } from '../../../src/draw/dotPaths.ts';
import { dotRadius, firstSeen, layOut, paintDots } from '../../../src/draw/plane.ts';
import { luminance, rampColour } from '../../../src/draw/ramps.ts';
import { CHARACTER_CLASSES } from '../../../src/analysis/characterClass.ts';

const PAPER = { light: '#ffffff', dark: '#141619' } as const;

function contrast(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [a, b].map(([red, green, blue]) => luminance(red!, green!, blue!) + 0.05);
  return Math.max(x! / y!, y! / x!);
}

function hex(colour: string): number[] {
  return [1, 3, 5].map((k) => Number.parseInt(colour.slice(k, k + 2), 16));
}

describe('the plane of states', () => {
  const points = Float32Array.of(0, 9, 1, 4, 9, 3, 2, 9, 0, NaN, 9, NaN);
  const request = { points, stride: 3, across: 0, up: 2, width: 220, height: 120, margin: [10, 24] as const };

  test('has one scale for both directions, its points inside the margins and in the middle', () => {
    const { x, y, positionX, positionY } = layOut(request);
    // 4 across in 200 pixels, 3 up in 72: 24 pixels per unit.
    expect(positionX(1) - positionX(0)).toBeCloseTo(24, 6);
    expect(positionY(0) - positionY(1)).toBeCloseTo(24, 6);
    expect([y[1], y[2]]).toEqual([24, 96]);
    expect(x[0]! + x[1]!).toBeCloseTo(220, 4);
    expect([x[3], y[3]]).toEqual([NaN, NaN]);
  });

  test('other components of the same points may be chosen', () => {
    const { x, y } = layOut({ ...request, across: 2, up: 0 });
    expect(x[1]).toBeGreaterThan(x[2]!);
    expect(y[1]).toBeLessThan(y[0]!);
  });

  test('numbers at its axes are round and inside the picture', () => {
    const { ticksX, ticksY, positionX, positionY } = layOut(request);
    expect(ticksX.length).toBeGreaterThan(1);
    for (const tick of ticksX) expect(positionX(tick)).toBeGreaterThanOrEqual(-1e-6);
    for (const tick of ticksX) expect(positionX(tick)).toBeLessThanOrEqual(220 + 1e-6);
    for (const tick of ticksY) expect(Math.abs(positionY(tick) - 60)).toBeLessThanOrEqual(60 + 1e-6);
  });

  test('a component that a small layer has not, or states that are no numbers, still have a place or none', () => {
    const flat = layOut({ ...request, points: Float32Array.of(1, 0, 0, 3, 0, 0) });
    expect([...flat.y]).toEqual([60, 60]);
    expect(flat.x[1]! - flat.x[0]!).toBeCloseTo(200, 3);
    const none = layOut({ ...request, points: new Float32Array(6).fill(NaN) });
    expect([...none.x]).toEqual([NaN, NaN]);
  });

  test('dots without colour or place are not painted, and a colour is set once for a run of its dots', () => {
    const calls: string[] = [];
    const context = {
      set fillStyle(style: string) {
        calls.push(style);
      },
      beginPath: () => undefined,
      arc: (x: number) => calls.push(String(x)),
      fill: () => undefined,
    } as unknown as CanvasRenderingContext2D;
    const plane = { x: Float32Array.of(1, 2, 3, NaN, 5), y: new Float32Array(5) };
    paintDots(context, plane, 2, (t) => (t === 1 ? null : t < 4 ? 'red' : 'blue'));
    expect(calls).toEqual(['red', '1', '3', 'blue', '5']);
  });

  test('more dots are smaller dots', () => {
    const radii = [100, 2000, 20_000].map(dotRadius);
    expect(radii).toEqual([...radii].sort((a, b) => b - a));
    expect(new Set(radii).size).toBe(3);
  });
});

describe.each(['light', 'dark'] as const)('colours of dots, %s', (theme) => {
  test('every class has its own, and it is seen on the ground', () => {
    const colours = classColours(theme);
    expect(new Set(colours).size).toBe(CHARACTER_CLASSES.length);
    for (const colour of colours) expect(contrast(hex(colour), hex(PAPER[theme]))).toBeGreaterThanOrEqual(3);
    expect(contrast(hex(dimmed(theme)), hex(PAPER[theme]))).toBeLessThan(2);
  });

  test('a sequential ramp is used from where its dots are seen', () => {
    const first = firstSeen('gate', theme);
    const at = (x: number) =>
      /\d+,\d+,\d+/
        .exec(rampColour('gate', theme, x))![0]
        .split(',')
        .map(Number);
    expect(contrast(at(first), at(0))).toBeGreaterThanOrEqual(3);
    expect(contrast(at(first - 1 / 255), at(0))).toBeLessThan(3);
  });
});

describe('dots of a small panel', () => {
  test('every dot that is a number is in one of a few paths, neighbours in different ones', () => {
    const x = [0, 1, 2, 3, 4, NaN];
    const paths = dotPaths(x, x);
    expect(paths.length).toBe(DOT_PATHS);
    expect(paths).toEqual(['M0.0 0.0h0M4.0 4.0h0', 'M1.0 1.0h0', 'M2.0 2.0h0', 'M3.0 3.0h0']);
    expect(dotPaths([7], [8])).toEqual(['M7.0 8.0h0']);
    expect(dotPaths([], [])).toEqual([]);
  });

  test('the nearest dot is read within reach, the first of equally near ones', () => {
    const x = Float64Array.of(0, 10, 10, 50, NaN);
    const y = Float64Array.of(0, 0, 0, 50, 0);
    expect(nearestDot(x, y, 9, 1, 12)).toBe(1);
    expect(nearestDot(x, y, 3, 0, 12)).toBe(0);
    expect(nearestDot(x, y, 30, 30, 12)).toBe(-1);
    expect(nearestDot([], [], 0, 0, 12)).toBe(-1);
  });
});
