import { describe, expect, it } from 'vitest';
import { largestSingularValue } from '../../../src/analysis/matrixNorms.ts';
import { singularValues } from '../../../src/analysis/singularValues.ts';
import { tridiagonalEigenvalues } from '../../../src/analysis/tridiagonalEigen.ts';
import { createRandom } from '../../../src/engine/random.ts';

const dense = (data: Float64Array, rows: number, columns = rows) => ({ data, at: 0, stride: columns, rows, columns });

function randomMatrix(rows: number, columns: number, seed: number): Float64Array {
  const random = createRandom(seed, 'matrix');
  return Float64Array.from({ length: rows * columns }, () => random.normal());
}

function product(A: Float64Array, B: Float64Array, n: number): Float64Array {
  const C = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) for (let k = 0; k < n; k++) C[i * n + j]! += A[i * n + k]! * B[k * n + j]!;
  return C;
}

/** A random orthogonal matrix: Gram and Schmidt on the rows. */
function orthogonal(n: number, seed: number): Float64Array {
  const Q = randomMatrix(n, n, seed);
  for (let i = 0; i < n; i++) {
    for (let pass = 0; pass < 2; pass++) {
      for (let k = 0; k < i; k++) {
        let dot = 0;
        for (let j = 0; j < n; j++) dot += Q[i * n + j]! * Q[k * n + j]!;
        for (let j = 0; j < n; j++) Q[i * n + j]! -= dot * Q[k * n + j]!;
      }
    }
    let size = 0;
    for (let j = 0; j < n; j++) size += Q[i * n + j]! ** 2;
    for (let j = 0; j < n; j++) Q[i * n + j]! /= Math.sqrt(size);
  }
  return Q;
}

describe('eigenvalues of a symmetric tridiagonal matrix', () => {
  it.each([1, 2, 3, 8, 33])('of the second difference over %d places are the known ones', (n) => {
    const found = tridiagonalEigenvalues(new Float64Array(n).fill(2), new Float64Array(n).fill(-1));
    // 2 − 2 cos(kπ / (n + 1)), k = 1 … n.
    for (let k = 0; k < n; k++) {
      expect(Math.abs(found[k]! - (2 - 2 * Math.cos(((k + 1) * Math.PI) / (n + 1))))).toBeLessThan(1e-13);
    }
  });

  it('of a diagonal matrix, a repeated one included, are its diagonal', () => {
    expect(Array.from(tridiagonalEigenvalues(Float64Array.of(2, -1, 0, 2), new Float64Array(4)))).toEqual([
      -1, 0, 2, 2,
    ]);
  });

  it('are refused where a number is none', () => {
    expect(() => tridiagonalEigenvalues(Float64Array.of(1, Number.NaN, 3), Float64Array.of(0, 1, 1))).toThrow(
      RangeError,
    );
  });
});

describe('singular values', () => {
  it.each([
    [6, 6, 1],
    [12, 5, 1e-20],
    [20, 20, 1e12],
  ])(
    'of a %d × %d matrix have its squared norm as sum of squares and the largest stretch as largest',
    (rows, columns, unit) => {
      const A = randomMatrix(rows, columns, 3).map((x) => unit * x);
      const values = singularValues(dense(A, rows, columns));
      const squares = values.reduce((sum, value) => sum + (value / unit) ** 2, 0);
      expect(squares).toBeCloseTo(
        A.reduce((sum, x) => sum + (x / unit) ** 2, 0),
        9,
      );
      expect(Array.from(values)).toEqual(Array.from(values).sort((a, b) => b - a));
      expect(largestSingularValue(dense(A, rows, columns)) / values[0]!).toBeCloseTo(1, 9);
    },
  );

  it.each([
    ['of ordinary sizes', [5, 3, 3, 1, 0.1, 0.01, 0]],
    ['far apart', [1, 1e-3, 1e-6, 1e-9, 1e-12, 1e-14, 0]],
    ['very small', [3e-200, 2e-200, 2e-200, 1e-203, 1e-206, 0, 0]],
    ['very large', [4e200, 3e200, 1e195, 1e190, 1e188, 1e187, 2e186]],
    ['all alike', [2, 2, 2, 2, 2, 2, 2]],
  ])('are those the matrix was made of, %s, to the last digits of the largest', (_, wanted) => {
    const n = wanted.length;
    const D = new Float64Array(n * n);
    wanted.forEach((value, k) => (D[k * n + k] = value));
    const values = singularValues(dense(product(product(orthogonal(n, 2), D, n), orthogonal(n, 5), n), n));
    wanted.forEach((value, k) => expect(Math.abs(values[k]! - value) / wanted[0]!).toBeLessThan(3e-15));
  });

  it('of a wide matrix are those of the tall one', () => {
    const A = randomMatrix(9, 4, 5);
    const turned = Float64Array.from({ length: 36 }, (_, e) => A[(e % 9) * 4 + Math.floor(e / 9)]!);
    expect(singularValues(dense(turned, 4, 9))).toEqual(singularValues(dense(A, 9, 4)));
  });

  it.each([
    ['close together', (k: number) => 1 - 1e-4 * k],
    ['all alike', () => 2],
    ['far apart', (k: number) => 10 ** -k],
  ])('the largest of a hundred is found though they lie %s', (_, value) => {
    const n = 100;
    const D = new Float64Array(n * n);
    for (let k = 0; k < n; k++) D[k * n + k] = value(k);
    const A = product(product(orthogonal(n, 2), D, n), orthogonal(n, 5), n);
    expect(largestSingularValue(dense(A, n)) / value(0)).toBeCloseTo(1, 4);
  });

  it.each([
    ['a diagonal', [3, 0, 0, 0, -7, 0, 0, 0, 2], 3, 3, 7],
    ['a shear', [1, 1, 0, 1], 2, 2, (1 + Math.sqrt(5)) / 2],
    ['one row', [3, 4, 12], 1, 3, 13],
    ['one column', [3, 4, 12], 3, 1, 13],
    ['an outer product', [2, 4, 6, -1, -2, -3], 2, 3, Math.sqrt(5 * 14)],
  ])('the largest of %s is exact', (_, entries, rows, columns, sigma) => {
    expect(largestSingularValue(dense(Float64Array.from(entries), rows, columns))).toBeCloseTo(sigma, 12);
  });

  it.each([0, 3])('of a matrix with no number at place %i have none for the largest', (position) => {
    const A = Float64Array.of(1, 2, 0, 1);
    A[position] = Number.NaN;
    expect(largestSingularValue(dense(A, 2))).toBeNaN();
    expect(singularValues(dense(A, 2))[0]).toBeNaN();
  });

  it('of nothing are 0', () => {
    expect(largestSingularValue(dense(Float64Array.of(0, 2, 0, 0), 2))).toBeCloseTo(2, 9);
    expect(largestSingularValue(dense(new Float64Array(4), 2))).toBe(0);
    expect(Array.from(singularValues(dense(new Float64Array(4), 2)))).toEqual([0, 0]);
  });
});
