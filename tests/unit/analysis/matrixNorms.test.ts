import { describe, expect, it } from 'vitest';
import { largestSingularValue, singularValues } from '../../../src/analysis/matrixNorms.ts';
import { symmetricEigenvalues } from '../../../src/analysis/symmetricEigen.ts';
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

const transposed = (A: Float64Array, n: number) => A.map((_, e) => A[(e % n) * n + Math.floor(e / n)]!);

describe('eigenvalues of a symmetric matrix', () => {
  it.each([1, 2, 3, 8, 33])('are those it was made of, %d of them', (n) => {
    const random = createRandom(n, 'eigenvalues');
    const wanted = Float64Array.from(
      { length: n },
      (_, k) => (k % 3 === 1 ? -1 : 1) * 10 ** (3 * random.uniform() - 2),
    );
    const Q = orthogonal(n, 7);
    const D = new Float64Array(n * n);
    wanted.forEach((value, k) => (D[k * n + k] = value));
    const A = product(product(transposed(Q, n), D, n), Q, n);
    const found = symmetricEigenvalues(A, n);
    wanted.sort();
    for (let k = 0; k < n; k++) expect(Math.abs(found[k]! - wanted[k]!)).toBeLessThan(1e-12 * 10 * n);
  });

  it('of a diagonal matrix, a repeated one included, are its diagonal', () => {
    const A = Float64Array.of(2, 0, 0, 0, 0, -1, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0);
    expect(Array.from(symmetricEigenvalues(A, 4))).toEqual([-1, 0, 2, 2]);
  });

  it('are refused where a number is none', () => {
    expect(() => symmetricEigenvalues(Float64Array.of(1, Number.NaN, 2, Number.NaN, 1, 1, 2, 1, 3), 3)).toThrow(
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

  it('are those the matrix was made of', () => {
    const n = 7;
    const wanted = [5, 3, 3, 1, 0.1, 0.01, 0];
    const D = new Float64Array(n * n);
    wanted.forEach((value, k) => (D[k * n + k] = value));
    const values = singularValues(dense(product(product(orthogonal(n, 2), D, n), orthogonal(n, 5), n), n));
    wanted.forEach((value, k) => expect(Math.abs(values[k]! - value)).toBeLessThan(1e-6));
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

  it.each([0, 3])('of a matrix with no number at place %i have none for the largest', (place) => {
    const A = Float64Array.of(1, 2, 0, 1);
    A[place] = Number.NaN;
    expect(largestSingularValue(dense(A, 2))).toBeNaN();
    expect(singularValues(dense(A, 2))[0]).toBeNaN();
  });

  it('of nothing are 0', () => {
    expect(largestSingularValue(dense(Float64Array.of(0, 2, 0, 0), 2))).toBeCloseTo(2, 9);
    expect(largestSingularValue(dense(new Float64Array(4), 2))).toBe(0);
    expect(Array.from(singularValues(dense(new Float64Array(4), 2)))).toEqual([0, 0]);
  });
});
