import { pulse } from '../engine/pulse.ts';
import { type DenseMatrix, largestElement } from './matrixNorms.ts';

/**
 * All min(rows, columns) singular values, largest first, each accurate to about 1e-16 · n of the largest: Householder
 * bidiagonalisation, then bisection. No squares are formed (the eigenvalues of AᵀA lose what is below 1e-8 of the
 * largest). If the largest element is 0 or not finite, all values equal it.
 */
export function singularValues(matrix: DenseMatrix): Float64Array {
  const { data, at, stride, rows, columns } = matrix;
  const unit = largestElement(matrix);
  const isTall = rows >= columns;
  const [m, n] = isTall ? [rows, columns] : [columns, rows];
  if (unit === 0 || !Number.isFinite(unit)) return new Float64Array(n).fill(unit);
  const A = new Float64Array(m * n);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) A[isTall ? i * n + j : j * n + i] = data[at + i * stride + j] / unit;
  }
  const { diagonal, beside } = bidiagonal(A, m, n);
  return bidiagonalValues(diagonal, beside).map((value) => unit * value);
}

interface Bidiagonal {
  /** [n] */
  readonly diagonal: Float64Array;
  /** The superdiagonal, [n]; the last entry is 0. */
  readonly beside: Float64Array;
}

/**
 * A bidiagonal matrix with the same singular values. Source: Golub and Kahan, "Calculating the singular values and
 * pseudo-inverse of a matrix", SIAM J. Numer. Anal. 2, 1965.
 *
 * @param A [m, n], m ≥ n; overwritten
 */
function bidiagonal(A: Float64Array, m: number, n: number): Bidiagonal {
  const diagonal = new Float64Array(n);
  const beside = new Float64Array(n);
  const sums = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    pulse(4 * (m - k) * (n - k));
    diagonal[k] = reflectColumn(A, m, n, k, sums);
    if (k + 1 < n) beside[k] = reflectRow(A, m, n, k);
  }
  return { diagonal, beside };
}

/**
 * Householder reflection that zeroes column k below the diagonal. Returns the diagonal entry and updates the columns
 * to the right.
 */
function reflectColumn(A: Float64Array, m: number, n: number, k: number, sums: Float64Array): number {
  let squares = 0;
  for (let i = k; i < m; i++) squares += A[i * n + k] ** 2;
  if (squares === 0) return 0;
  const first = A[k * n + k];
  const left = first > 0 ? -Math.sqrt(squares) : Math.sqrt(squares);
  A[k * n + k] = first - left;
  const scale = 1 / (squares - first * left);
  sums.fill(0, k + 1);
  for (let i = k; i < m; i++) {
    const v = A[i * n + k];
    if (v !== 0) for (let j = k + 1; j < n; j++) sums[j] += v * A[i * n + j];
  }
  for (let i = k; i < m; i++) {
    const v = scale * A[i * n + k];
    if (v !== 0) for (let j = k + 1; j < n; j++) A[i * n + j] -= v * sums[j];
  }
  return left;
}

/**
 * Householder reflection that zeroes row k right of the superdiagonal. Returns the superdiagonal entry and updates
 * the rows below.
 */
function reflectRow(A: Float64Array, m: number, n: number, k: number): number {
  const row = k * n;
  let squares = 0;
  for (let j = k + 1; j < n; j++) squares += A[row + j] ** 2;
  if (squares === 0) return 0;
  const first = A[row + k + 1];
  const left = first > 0 ? -Math.sqrt(squares) : Math.sqrt(squares);
  A[row + k + 1] = first - left;
  const scale = 1 / (squares - first * left);
  for (let i = k + 1; i < m; i++) {
    let sum = 0;
    for (let j = k + 1; j < n; j++) sum += A[row + j] * A[i * n + j];
    sum *= scale;
    for (let j = k + 1; j < n; j++) A[i * n + j] -= sum * A[row + j];
  }
  return left;
}

/**
 * Bisection on the symmetric tridiagonal matrix with a zero diagonal and d₁, e₁, d₂, e₂, … beside it. Its eigenvalues
 * are ± the singular values. Source: Golub and Kahan, 1965; counting of signs: Golub and Van Loan, Matrix
 * Computations, 8.4.
 */
function bidiagonalValues(diagonal: Float64Array, beside: Float64Array): Float64Array {
  const n = diagonal.length;
  const squares = new Float64Array(2 * n - 1);
  let bound = 0;
  for (let k = 0; k < n; k++) {
    squares[2 * k] = diagonal[k] ** 2;
    if (k + 1 < n) squares[2 * k + 1] = beside[k] ** 2;
    bound = Math.max(
      bound,
      Math.abs(diagonal[k]) + Math.abs(beside[k]),
      Math.abs(diagonal[k]) + Math.abs(beside[k - 1] ?? 0),
    );
  }
  const values = new Float64Array(n);
  // Gershgorin's bound, slightly enlarged: no value lies above it.
  halve(squares, 0, bound * (1 + 4 * Number.EPSILON), n, 0, bound * Number.EPSILON, values);
  return values;
}

/**
 * Bisects the interval from `low`, above which there are `aboveLow` values, to `high`, above which there are
 * `aboveHigh`, until it is as short as `least`.
 */
function halve(
  squares: Float64Array,
  low: number,
  high: number,
  aboveLow: number,
  aboveHigh: number,
  least: number,
  values: Float64Array,
): void {
  if (aboveLow === aboveHigh) return;
  const middle = (low + high) / 2;
  if (high - low <= least || middle <= low || middle >= high) {
    // A value within the lowest interval cannot be distinguished from 0.
    values.fill(low === 0 ? 0 : middle, aboveHigh, aboveLow);
    return;
  }
  const above = Math.min(aboveLow, Math.max(aboveHigh, countAbove(squares, middle)));
  halve(squares, middle, high, above, aboveHigh, least, values);
  halve(squares, low, middle, aboveLow, above, least, values);
}

/** The number of singular values above x > 0, which is the number of positive pivots of the shifted matrix. */
function countAbove(squares: Float64Array, x: number): number {
  let pivot = -x;
  let count = 0;
  for (let k = 0; k < squares.length; k++) {
    if (pivot === 0) pivot = -Number.MIN_VALUE;
    pivot = -x - squares[k] / pivot;
    if (pivot > 0) count++;
  }
  return count;
}
