import { beforeAll, describe, expect, it } from 'vitest';
import type { RnnKernels } from '../../../src/backends/wasm/cells/rnn.ts';
import { bareKernels } from './support.ts';

const AT = 1 << 16;
const COUNT = 400_000;

let kernels: RnnKernels;
let floats: Float32Array;
beforeAll(async () => {
  ({ kernels, floats } = await bareKernels<RnnKernels>(40));
});

/** φ of `COUNT` numbers evenly over ±reach: the arguments and the results. */
function evaluate(phi: number, reach: number): { x: Float32Array; y: Float32Array } {
  const x = Float32Array.from({ length: COUNT }, (_, k) => reach * ((2 * k) / (COUNT - 1) - 1));
  floats.set(x, AT / 4);
  kernels.rnnForward(phi, COUNT / 8, 8, 8, AT);
  return { x, y: floats.slice(AT / 4, AT / 4 + COUNT) };
}

/** Distance between neighbouring float32 numbers at |y|. */
function spacing(y: number): number {
  return 2 ** (Math.floor(Math.log2(Math.abs(y))) - 23);
}

/** Largest error in units of the last place. */
function worst({ x, y }: { x: Float32Array; y: Float32Array }, exact: (x: number) => number): number {
  let max = 0;
  for (let k = 0; k < COUNT; k++) {
    const reference = exact(x[k]!);
    if (reference === 0) expect(Math.abs(y[k]!)).toBe(0);
    else max = Math.max(max, Math.abs(y[k]! - reference) / spacing(reference));
  }
  return max;
}

describe('the activations of the kernels', () => {
  it.each([0.01, 1, 12, 80])(
    'give σ to a few units in the last place for |x| up to %d, so that a closed gate keeps its digits',
    (reach) => {
      expect(worst(evaluate(2, reach), (x) => 1 / (1 + Math.exp(-x)))).toBeLessThan(3);
    },
  );

  it.each([1e-5, 0.01, 1, 12, 80])('give tanh to a few units in the last place for |x| up to %d', (reach) => {
    expect(worst(evaluate(0, reach), Math.tanh)).toBeLessThan(4);
  });

  it('stay inside their range and keep what is not a number', () => {
    for (const phi of [0, 2]) {
      floats.set([-Infinity, -1e30, -100, 100, 1e30, Infinity, NaN, 0], AT / 4);
      kernels.rnnForward(phi, 1, 8, 8, AT);
      const low = phi === 0 ? -1 : 0;
      const y = [...floats.subarray(AT / 4, AT / 4 + 8)];
      for (const value of y.slice(0, 3)) expect(value).toBeCloseTo(low, 30);
      for (const value of y.slice(3, 6)) expect(value).toBe(1);
      expect(y[6]).toBeNaN();
      expect(y[7]).toBe(phi === 0 ? 0 : 0.5);
    }
    floats.set([-3, NaN, 2, -0, 5, 1, -1, 0], AT / 4);
    kernels.rnnForward(1, 1, 8, 8, AT);
    expect([...floats.subarray(AT / 4, AT / 4 + 8)].map((v) => v + 0)).toEqual([0, NaN, 2, 0, 5, 1, 0, 0]);
  });
});
