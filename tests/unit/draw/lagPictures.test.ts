import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradientScale } from '../../../src/draw/gradientScale.ts';
import { bars, fitPath, memoryScale, lagBand, lagLine, lagTicks, lagX } from '../../../src/draw/lagPaths.ts';
import { normScale } from '../../../src/draw/normScale.ts';
import { rampTable } from '../../../src/draw/ramps.ts';
import { hasUnmeasured, normAt, trianglePixels, unmeasuredPath } from '../../../src/draw/trianglePixels.ts';

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

describe('a fitted line', () => {
  const x = lagX(100, 100);
  // 10⁰ … 10⁻¹⁰ over 100 pixels.
  const scale = normScale([1, 1e-10], 0, 100, 10);

  it('is straight, from its first lag to its last', () => {
    expect(fitPath({ from: 5, to: 50, start: 0, slope: -0.1 }, x, scale)).toBe('M5 5L50 50');
    expect(fitPath({ from: 5, to: 50, start: -5, slope: 0 }, x, scale)).toBe('M5 50L50 50');
    expect(fitPath({ from: 5, to: 50, start: -6, slope: 0.1 }, x, scale)).toBe('M5 55L50 10');
  });

  it('ends where it leaves the axis, with the same slope', () => {
    expect(fitPath({ from: 0, to: 100, start: 1, slope: -0.2 }, x, scale)).toBe('M5 0L55 100');
    expect(fitPath({ from: 5, to: 50, start: 3, slope: 0 }, x, scale)).toBe('');
    expect(fitPath({ from: 5, to: 50, start: 3, slope: 0.5 }, x, scale)).toBe('');
  });

  it('has no coordinate that is not a number, whatever grows or falls', () => {
    const size = fc.double({ min: -400, max: 400, noNaN: true });
    const values = fc.array(fc.oneof(fc.double({ min: 0 }), fc.constantFrom(0, Infinity, 1e308, 1e-320)), {
      maxLength: 9,
    });
    fc.assert(
      fc.property(values, size, size, fc.nat(100), fc.nat(100), (data, start, slope, from, length) => {
        const drawn = normScale(data, 0, 100, 10);
        const path = fitPath({ from, to: from + length, start, slope }, x, drawn);
        expect(`${path}${lagLine(data, x, drawn.y)}${lagBand(data, data, x, drawn.y)}`).not.toMatch(/NaN|Infinity/);
        for (const exponent of drawn.exponents) expect(Number.isFinite(drawn.y(10 ** exponent))).toBe(true);
      }),
    );
  });
});

it('the colours of gradients end at 1e38, and say that something is stronger still', () => {
  const texts = (...of: Parameters<typeof gradientScale>) =>
    gradientScale(...of)
      .ticks(0)
      .map(({ text }) => text);
  expect(texts(8)).toEqual(['≤ 10⁻⁵', '10⁻²', '10']);
  expect(texts(8, true)).toEqual(['≤ 10⁻⁵', '10⁻²', '≥ 10']);
  expect(texts(Infinity)).toEqual(['≤ 10³²', '10³⁵', '10³⁸']);
  expect(texts(0)).toEqual(['≤ 10⁻⁶', '10⁻³', '1']);
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
  const { y, exponents } = memoryScale(10, 100);
  expect(exponents).toEqual([0, -2, -4]);
  expect([1, 0.01, 1e-4, 1e-9, 0].map(y)).toEqual([0, 50, 100, 100, 100]);
  expect(memoryScale(200, 100).exponents).toEqual([0, -6, -12]);
});

describe('a triangle', () => {
  // Losses at 5, 6, 7 and lags 0, 1, 2; the text begins so that every lag exists.
  const of = { values: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8, 0), losses: { from: 5, to: 8 }, lags: 2 };

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
    expect(normAt({ ...of, values: new Float64Array(9).fill(Number.NaN) }, 5, 5)).toBeUndefined();
  });

  it('has a row for each loss, colours left of the diagonal only, and the ground where a gradient is gone', () => {
    const scale = gradientScale(8);
    const { data: pixels } = trianglePixels({ of, view: { from: 5, to: 8 }, scale, theme: 'light' });
    const alpha = Array.from({ length: 9 }, (_, k) => pixels[4 * k + 3]);
    expect(alpha).toEqual([255, 0, 0, 255, 255, 0, 255, 255, 255]);
    const table = rampTable('gradient', 'light');
    expect(Array.from(pixels.subarray(24, 27))).toEqual(Array.from(table.subarray(0, 3)));
    // Norm 7 (row 2, its own state) is stronger, hence darker in light, than norm 1 (row 0).
    expect(pixels[4 * 8]).toBeLessThan(pixels[0]!);
  });

  it('says which places at or before a loss were not measured: lags beyond K, and losses before and after the measured ones', () => {
    const measured = { values: new Float64Array(6), losses: { from: 5, to: 8 }, lags: 1 };
    expect(hasUnmeasured(measured, { from: 5, to: 7 })).toBe(false);
    expect(hasUnmeasured(measured, { from: 5, to: 8 })).toBe(true);
    // The third row's first column lies two steps back.
    expect(unmeasuredPath(measured, { from: 5, to: 8 }, 10)).toBe('M0 0H0.00V10.00H0.00V20.00H10.00V30.00H0Z');
    // t = 4 and t = 8 have no loss here: their whole rows.
    expect(unmeasuredPath(measured, { from: 4, to: 6 }, 10)).toBe('M0 0H10.00V10.00H0.00V20.00H0Z');
    expect(unmeasuredPath(measured, { from: 8, to: 9 }, 10)).toBe('M0 0H10.00V10.00H0Z');
    for (const [start, count] of [
      [5, 3],
      [4, 2],
      [2, 9],
    ] as const) {
      const some = Array.from({ length: count * count }, (_, n) => [
        start + Math.floor(n / count),
        start + (n % count),
      ]);
      const isOpen = some.some(([t, s]) => s! <= t! && normAt(measured, t!, s!) === undefined);
      expect(hasUnmeasured(measured, { from: start, to: start + count })).toBe(isOpen);
    }
  });
});
