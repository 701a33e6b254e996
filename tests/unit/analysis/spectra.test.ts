import { describe, expect, test } from 'vitest';
import { eigenvalues, spectralRadius } from '../../../src/analysis/eigenvalues.ts';
import { blockSpectra } from '../../../src/analysis/spectra.ts';
import { parameterLayout, parameterView } from '../../../src/engine/parameters.ts';
import { createRandom } from '../../../src/engine/random.ts';
import { asymmetricParameters, specOf } from '../engine/models.ts';

function gaussian(rows: number, columns: number, stream: string): Float64Array {
  const random = createRandom(7, stream);
  return Float64Array.from({ length: rows * columns }, () => random.normal());
}

function product(A: Float64Array, B: Float64Array, n: number): Float64Array {
  const C = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let k = 0; k < n; k++) for (let j = 0; j < n; j++) C[i * n + j]! += A[i * n + k]! * B[k * n + j]!;
  return C;
}

/** All singular values by one-sided Jacobi rotations of the columns: another method than the one under test. */
function singularValues(matrix: Float64Array, rows: number, columns: number): number[] {
  const A = matrix.slice();
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    for (let p = 0; p < columns; p++) {
      for (let q = p + 1; q < columns; q++) {
        let [a, b, d] = [0, 0, 0];
        for (let i = 0; i < rows; i++) {
          a += A[i * columns + p]! ** 2;
          b += A[i * columns + q]! ** 2;
          d += A[i * columns + p]! * A[i * columns + q]!;
        }
        off = Math.max(off, Math.abs(d) / Math.sqrt(a * b));
        if (d === 0) continue;
        const zeta = (b - a) / (2 * d);
        const t = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
        const c = 1 / Math.hypot(1, t);
        for (let i = 0; i < rows; i++) {
          const [x, y] = [A[i * columns + p]!, A[i * columns + q]!];
          A[i * columns + p] = c * (x - t * y);
          A[i * columns + q] = c * (t * x + y);
        }
      }
    }
    if (off < 1e-15) break;
  }
  return Array.from({ length: columns }, (_, j) => {
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += A[i * columns + j]! ** 2;
    return Math.sqrt(sum);
  }).sort((x, y) => y - x);
}

/** ‖Aᵏ‖^(1/k) for k = 2ᵐ, which comes down on the spectral radius (Gelfand), by squaring and scaling. */
function gelfand(matrix: Float64Array, n: number, m: number): number {
  let A: Float64Array = matrix.slice();
  let log = 0;
  for (let k = 0; k <= m; k++) {
    const size = Math.sqrt(A.reduce((sum, x) => sum + x * x, 0));
    log += Math.log(size) / 2 ** k;
    A = product(
      A.map((x) => x / size),
      A.map((x) => x / size),
      n,
    );
  }
  return Math.exp(log);
}

const sorted = (values: ArrayLike<number>): number[] => Array.from(values).sort((a, b) => a - b);

describe('eigenvalues', () => {
  test('of a triangular matrix are its diagonal, of a rotation e^±iφ', () => {
    const triangular = [2, 5, -1, 9, 0, -3, 4, 1, 0, 0, 0.5, 7, 0, 0, 0, 2.5];
    const found = eigenvalues(triangular, 4);
    for (const [k, value] of sorted([2, -3, 0.5, 2.5]).entries()) expect(sorted(found.re)[k]).toBeCloseTo(value, 12);
    expect(Math.max(...found.im.map(Math.abs))).toBe(0);
    const turned = eigenvalues([Math.cos(0.7), -Math.sin(0.7), Math.sin(0.7), Math.cos(0.7)], 2);
    for (const re of turned.re) expect(re).toBeCloseTo(Math.cos(0.7), 14);
    expect(sorted(turned.im)[1]).toBeCloseTo(Math.sin(0.7), 14);
  });

  test('of a companion matrix are the roots of its polynomial: (x−1)(x−2)(x−3)(x²+4)', () => {
    // x⁵ − 6x⁴ + 15x³ − 30x² + 44x − 24
    const coefficients = [-24, 44, -30, 15, -6];
    const C = new Float64Array(25);
    for (let k = 0; k < 5; k++) C[k * 5 + 4] = -coefficients[k]!;
    for (let k = 1; k < 5; k++) C[k * 5 + k - 1] = 1;
    const { re, im } = eigenvalues(C, 5);
    const pairs = Array.from(re, (x, k) => [x, im[k]!]).sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!);
    const roots = [
      [0, -2],
      [0, 2],
      [1, 0],
      [2, 0],
      [3, 0],
    ];
    for (const [k, [x, y]] of roots.entries()) {
      expect(pairs[k]![0]).toBeCloseTo(x!, 10);
      expect(pairs[k]![1]).toBeCloseTo(y!, 10);
    }
  });

  test('of a cyclic permutation, a fixed point of the usual shift, are the roots of 1', () => {
    for (const n of [3, 5, 8, 16]) {
      const P = new Float64Array(n * n);
      for (let i = 0; i < n; i++) P[i * n + ((i + 1) % n)] = 1;
      const { re, im } = eigenvalues(P, n);
      for (let k = 0; k < n; k++) expect(Math.hypot(re[k]!, im[k]!)).toBeCloseTo(1, 10);
      const angles = sorted(Array.from(re, (x, k) => Math.atan2(im[k]!, x)));
      expect(angles[1]! - angles[0]!).toBeCloseTo((2 * Math.PI) / n, 8);
    }
  });

  test.each([1, 2, 3, 10, 33, 64])(
    'of a Gaussian matrix of %i have its traces of A, A² and A³, and come in pairs',
    (n) => {
      const A = gaussian(n, n, `square ${n}`).map((x) => x / Math.sqrt(n));
      const { re, im } = eigenvalues(A, n);
      const A2 = product(A, A, n);
      const A3 = product(A2, A, n);
      const traceOf = (M: Float64Array): number =>
        Array.from({ length: n }, (_, i) => M[i * n + i]!).reduce((a, b) => a + b, 0);
      const power = (k: number): [number, number] => {
        let sum: [number, number] = [0, 0];
        for (let e = 0; e < n; e++) {
          let z: [number, number] = [1, 0];
          for (let m = 0; m < k; m++) z = [z[0] * re[e]! - z[1] * im[e]!, z[0] * im[e]! + z[1] * re[e]!];
          sum = [sum[0] + z[0], sum[1] + z[1]];
        }
        return sum;
      };
      for (const [k, M] of [A, A2, A3].entries()) {
        expect(power(k + 1)[0]).toBeCloseTo(traceOf(M), 10);
        expect(power(k + 1)[1]).toBeCloseTo(0, 10);
      }
    },
  );

  test('the spectral radius is where ‖Aᵏ‖^(1/k) comes down to, between |trace|/n and σ_max', () => {
    for (const n of [4, 17, 48]) {
      const A = gaussian(n, n, `radius ${n}`).map((x) => x / Math.sqrt(n));
      const radius = spectralRadius(A, n);
      expect(Math.abs(gelfand(A, n, 30) / radius - 1)).toBeLessThan(1e-6);
      expect(radius).toBeLessThanOrEqual(singularValues(A, n, n)[0]! * (1 + 1e-9));
    }
    // Its norm is larger: another basis of a turn by 1.1 that shrinks by 0.83.
    const [c, s] = [0.83 * Math.cos(1.1), 0.83 * Math.sin(1.1)];
    expect(spectralRadius([c, -s, 9, s, c, -4, 0, 0, 0.5], 3)).toBeCloseTo(0.83, 12);
    expect(spectralRadius([0, 1, 0, 0], 2)).toBe(0);
    expect(() => spectralRadius([1, Number.NaN, 0, 1], 2)).toThrow(RangeError);
  });
});

test('each gate’s block of W_hh has its own numbers, in PyTorch’s order, layer after layer', () => {
  const spec = specOf({ cell: 'lstm', hidden: 6, layers: 2 });
  const params = Float32Array.from(asymmetricParameters(spec));
  const found = blockSpectra(spec, params);
  expect(found.map(({ layer, gate }) => `${gate}${layer}`)).toEqual(['i0', 'f0', 'g0', 'o0', 'i1', 'f1', 'g1', 'o1']);
  const weights = parameterView(parameterLayout(spec), params, 'rnn.weight_hh_l1');
  const f = Float64Array.from(weights.subarray(36, 72));
  const values = singularValues(f, 6, 6);
  expect(found[5]!.sigma / values[0]!).toBeCloseTo(1, 9);
  const [low, median, high] = found[5]!.quartiles!;
  expect(median).toBeCloseTo((values[2]! + values[3]!) / 2, 6);
  expect([low, high]).toEqual([
    expect.closeTo(0.25 * values[3]! + 0.75 * values[4]!, 6),
    expect.closeTo(0.75 * values[1]! + 0.25 * values[2]!, 6),
  ]);
  expect(found[5]!.radius! / gelfand(f, 6, 30)).toBeCloseTo(1, 6);
});

test('a block that holds no number has no spectrum, and leaves the others theirs', () => {
  const spec = specOf({ cell: 'gru', hidden: 5 });
  const params = Float32Array.from(asymmetricParameters(spec));
  parameterView(parameterLayout(spec), params, 'rnn.weight_hh_l0')[30] = Infinity;
  const [r, z, n] = blockSpectra(spec, params);
  expect([z!.sigma, z!.radius]).toEqual([NaN, NaN]);
  expect(z!.quartiles).toBeNull();
  for (const { sigma, radius } of [r!, n!]) expect(radius!).toBeLessThanOrEqual(sigma * (1 + 1e-9));
});
