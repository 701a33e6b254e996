import { describe, expect, it } from 'vitest';
import { gradientScale } from '../../../src/draw/gradientScale.ts';
import { bars, keptScale, lagBand, lagLine, lagTicks, lagX } from '../../../src/draw/lagChart.ts';
import { rampTable } from '../../../src/draw/ramps.ts';
import { normAt, trianglePixels } from '../../../src/draw/trianglePixels.ts';

describe('lines over the lag', () => {
  const x = lagX(4, 100);
  const y = (value: number) => 10 * value;

  it('reach from the left edge at lag 0 to the right edge at lag K', () => {
    expect([0, 1, 4].map(x)).toEqual([0, 25, 100]);
    expect(lagX(0, 100)(0)).toBe(0);
  });

  it('break where there is no number and go on after it', () => {
    expect(lagLine([1, 2, Number.NaN, 3, 4], x, y)).toBe('M0 10L25 20M75 30L100 40');
  });

  it('have bands that run there along the high values and back along the low ones', () => {
    expect(lagBand([1, 1], [3, 4], x, y)).toBe('M0 30L25 40L25 10L0 10Z');
    expect(lagBand([1, Number.NaN], [3, 4], x, y)).toBe('');
  });

  it('have whole lags as ticks', () => {
    expect(lagTicks(3, 8)).toEqual([0, 1, 2, 3]);
    expect(lagTicks(200, 5)).toEqual([0, 50, 100, 150, 200]);
  });
});

describe('bars', () => {
  const y = (value: number) => 20 - 10 * value;

  it('stand on zero, upwards and downwards apart, with paper between wide ones', () => {
    expect(bars([1, -0.5, 0, 2], 5, y)).toEqual({
      up: 'M0 20V10H4V20ZM15 20V0H19V20Z',
      down: 'M5 20V25H9V20Z',
    });
    expect(bars([1], 2, y).up).toBe('M0 20V10H2V20Z');
  });

  it('leave out what is no number', () => {
    expect(bars([Number.NaN, Infinity], 5, y)).toEqual({ up: '', down: '' });
  });
});

it('the axis of what is kept depends on the span alone, and holds what is smaller at its end', () => {
  const { y, exponents } = keptScale(10, 100);
  expect(exponents).toEqual([0, -2, -4]);
  expect([1, 0.01, 1e-4, 1e-9, 0].map(y)).toEqual([0, 50, 100, 100, 100]);
  expect(keptScale(200, 100).exponents).toEqual([0, -6, -12]);
});

describe('a triangle', () => {
  // Losses at 5, 6, 7 and lags 0, 1, 2; the text begins so that every lag exists.
  const of = { values: Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 0), first: 5, positions: 3, lags: 2 };

  it('reads the norm of the loss at t at the state of s, and nothing where none was measured', () => {
    expect(normAt(of, 6, 6)).toBe(4);
    expect(normAt(of, 6, 4)).toBe(6);
    expect(normAt(of, 7, 5)).toBe(0);
    for (const [t, s] of [
      [6, 7],
      [7, 4],
      [4, 4],
      [8, 8],
    ] as const)
      expect(normAt(of, t, s)).toBeUndefined();
    expect(normAt({ ...of, values: new Float32Array(9).fill(Number.NaN) }, 5, 5)).toBeUndefined();
  });

  it('has a row for each loss, colours left of the diagonal only, and the ground where a gradient is gone', () => {
    const scale = gradientScale(8);
    const pixels = trianglePixels({ of, start: 5, count: 3, scale, theme: 'light' });
    const alpha = Array.from({ length: 9 }, (_, k) => pixels[4 * k + 3]);
    expect(alpha).toEqual([255, 0, 0, 255, 255, 0, 255, 255, 255]);
    const table = rampTable('gradient', 'light');
    expect(Array.from(pixels.subarray(24, 27))).toEqual(Array.from(table.subarray(0, 3)));
    // Norm 7 (row 2, its own state) is stronger, hence darker in light, than norm 1 (row 0).
    expect(pixels[4 * 8]).toBeLessThan(pixels[0]!);
  });
});
