import { expect, test } from 'vitest';
import { clipGradients, globalNorm } from '../../../src/engine/clip.ts';

test('a gradient longer than the limit is shortened to it without turning; the norm before is reported', () => {
  const grads = Float64Array.of(3, -4, 12);
  expect(clipGradients(grads, { kind: 'norm', max: 1 })).toBe(13);
  expect(globalNorm(grads)).toBeCloseTo(1, 6);
  expect(grads[1]! / grads[0]!).toBeCloseTo(-4 / 3, 14);
});

test('a gradient below the limit stays as it is', () => {
  const grads = Float64Array.of(0.3, -0.4);
  expect(clipGradients(grads, { kind: 'norm', max: 1 })).toBeCloseTo(0.5, 14);
  expect([...grads]).toEqual([0.3, -0.4]);
});

test('clipping by value cuts each component alone', () => {
  const grads = Float64Array.of(3, -4, 0.1);
  clipGradients(grads, { kind: 'value', max: 0.5 });
  expect([...grads]).toEqual([0.5, -0.5, 0.1]);
});

test('without clipping nothing changes, and the norm is still measured', () => {
  const grads = Float64Array.of(30, 40);
  expect(clipGradients(grads, { kind: 'none' })).toBe(50);
  expect([...grads]).toEqual([30, 40]);
});

test('no clipping hides a value that is not a number', () => {
  for (const clip of [{ kind: 'norm', max: 1 }, { kind: 'value', max: 1 }, { kind: 'none' }] as const) {
    const grads = Float64Array.of(5, Number.NaN, 5, 5);
    expect(clipGradients(grads, clip)).toBeNaN();
    expect(grads[1]).toBeNaN();
  }
});
