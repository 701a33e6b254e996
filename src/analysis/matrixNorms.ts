import { pulse } from '../engine/pulse.ts';
import { tridiagonalEigenvalues } from './tridiagonalEigen.ts';

/** A row-major matrix inside a flat array. */
export interface DenseMatrix {
  readonly data: Float32Array | Float64Array;
  readonly at: number;
  /** Elements from one row to the next. */
  readonly stride: number;
  readonly rows: number;
  readonly columns: number;
}

/** The largest |element|; NaN if an element is NaN. */
export function largestElement({ data, at, stride, rows, columns }: DenseMatrix): number {
  let largest = 0;
  for (let m = 0; m < rows; m++) {
    for (let n = 0; n < columns; n++) {
      const size = Math.abs(data[at + m * stride + n]);
      if (Number.isNaN(size)) return size;
      if (size > largest) largest = size;
    }
  }
  return largest;
}

/** The largest number of Lanczos steps, and the relative change per step at which they stop. */
const MOST_STEPS = 80;
const SETTLED = 1e-9;

/**
 * The largest singular value, by Lanczos' method on AᵀA with full orthogonalisation. It is exact after `columns`
 * steps and converges after far fewer. It converges from below, and much faster than power iteration if the two
 * largest values are close. Source: Golub and Van Loan, Matrix Computations, ch. 10.
 */
export function largestSingularValue(matrix: DenseMatrix): number {
  const { rows, columns } = matrix;
  const unit = largestElement(matrix);
  if (unit === 0 || !Number.isFinite(unit)) return unit;
  const most = Math.min(columns, MOST_STEPS);
  const basis: Float64Array[] = [];
  const image = new Float64Array(rows);
  const diagonal: number[] = [];
  const beside: number[] = [0];
  let largest = 0;
  let next = Float64Array.from({ length: columns }, (_, n) => 1 + Math.sin(3 * n + 1));
  scaleTo1(next);
  for (let step = 0; step < most; step++) {
    const vector = next;
    basis.push(vector);
    next = new Float64Array(columns);
    normalImage(matrix, unit, vector, image, next);
    diagonal.push(dot(next, vector));
    for (let pass = 0; pass < 2; pass++) {
      for (const earlier of basis) {
        const along = dot(next, earlier);
        for (let n = 0; n < columns; n++) next[n] -= along * earlier[n];
      }
    }
    const found = tridiagonalLargest(diagonal, beside);
    const left = scaleTo1(next);
    if (found - largest <= SETTLED * found && step > 3) return unit * Math.sqrt(found);
    largest = found;
    if (left <= Number.EPSILON * found) break;
    beside.push(left);
  }
  return unit * Math.sqrt(largest);
}

/** into = (A/unit)ᵀ (A/unit) vector; `image` receives (A/unit) vector. */
function normalImage(
  { data, at, stride, rows, columns }: DenseMatrix,
  unit: number,
  vector: Float64Array,
  image: Float64Array,
  into: Float64Array,
): void {
  pulse(2 * rows * columns);
  for (let m = 0; m < rows; m++) {
    const row = at + m * stride;
    let sum = 0;
    for (let n = 0; n < columns; n++) sum += data[row + n] * vector[n];
    image[m] = sum / unit;
  }
  for (let m = 0; m < rows; m++) {
    const row = at + m * stride;
    const x = image[m] / unit;
    for (let n = 0; n < columns; n++) into[n] += x * data[row + n];
  }
}

function tridiagonalLargest(diagonal: readonly number[], beside: readonly number[]): number {
  return tridiagonalEigenvalues(Float64Array.from(diagonal), Float64Array.from(beside)).at(-1)!;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let n = 0; n < a.length; n++) sum += a[n] * b[n];
  return sum;
}

/** Normalises a vector and returns its length. */
function scaleTo1(vector: Float64Array): number {
  const length = Math.sqrt(dot(vector, vector));
  if (length > 0) for (let n = 0; n < vector.length; n++) vector[n] /= length;
  return length;
}
