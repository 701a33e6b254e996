import { pulse } from './pulse.ts';

/** A row-major matrix inside a flat array: its element [m, k] stands at `at + m·stride + k`. */
export interface Matrix {
  readonly data: Float64Array;
  readonly at: number;
  readonly stride: number;
}

/** A matrix whose first element is `data[at]` and whose rows are `stride` apart. */
export function matrix(data: Float64Array, at: number, stride: number): Matrix {
  return { data, at, stride };
}

/** Columns processed at a time, so that the rows in use stay in the fastest cache. */
const BLOCK = 256;

/**
 * C += A Bᵀ with A [M, K], B [N, K], C [M, N]. Every inner loop runs along contiguous memory. It works on 2 × 4
 * elements of C at once, which keeps 8 sums in registers and loads 6 numbers for 8 products. Where C has one row, as when a text is
 * read, it works on 1 × 8. Each element is summed in the same order either way.
 */
export function addProduct(M: number, N: number, K: number, A: Matrix, B: Matrix, C: Matrix): void {
  const { data: a, stride: aStride } = A;
  const { data: b, stride: bStride } = B;
  const { data: c, stride: cStride } = C;
  for (let k0 = 0; k0 < K; k0 += BLOCK) {
    const length = Math.min(BLOCK, K - k0);
    let m = 0;
    for (; m + 1 < M; m += 2) {
      const a0 = A.at + m * aStride + k0;
      const c0 = C.at + m * cStride;
      let n = 0;
      for (; n + 3 < N; n += 4)
        addTwoByFour(length, a, a0, aStride, b, B.at + n * bStride + k0, bStride, c, c0 + n, cStride);
      for (; n < N; n++) {
        const b0 = B.at + n * bStride + k0;
        c[c0 + n]! += dot(length, a, a0, b, b0);
        c[c0 + cStride + n]! += dot(length, a, a0 + aStride, b, b0);
      }
      pulse(2 * N * length);
    }
    if (m < M) {
      const a0 = A.at + m * aStride + k0;
      const c0 = C.at + m * cStride;
      let n = 0;
      for (; n + 7 < N; n += 8) addOneByEight(length, a, a0, b, B.at + n * bStride + k0, bStride, c, c0 + n);
      if (n + 3 < N) {
        addOneByFour(length, a, a0, b, B.at + n * bStride + k0, bStride, c, c0 + n);
        n += 4;
      }
      for (; n < N; n++) c[c0 + n]! += dot(length, a, a0, b, B.at + n * bStride + k0);
      pulse(N * length);
    }
  }
}

function addTwoByFour(
  length: number,
  a: Float64Array,
  aAt: number,
  aStride: number,
  b: Float64Array,
  bAt: number,
  bStride: number,
  c: Float64Array,
  cAt: number,
  cStride: number,
): void {
  let p0 = aAt;
  let p1 = aAt + aStride;
  let q0 = bAt;
  let q1 = q0 + bStride;
  let q2 = q1 + bStride;
  let q3 = q2 + bStride;
  let s00 = 0;
  let s01 = 0;
  let s02 = 0;
  let s03 = 0;
  let s10 = 0;
  let s11 = 0;
  let s12 = 0;
  let s13 = 0;
  for (let k = 0; k < length; k++) {
    const x0 = a[p0++]!;
    const x1 = a[p1++]!;
    const y0 = b[q0++]!;
    const y1 = b[q1++]!;
    const y2 = b[q2++]!;
    const y3 = b[q3++]!;
    s00 += x0 * y0;
    s01 += x0 * y1;
    s02 += x0 * y2;
    s03 += x0 * y3;
    s10 += x1 * y0;
    s11 += x1 * y1;
    s12 += x1 * y2;
    s13 += x1 * y3;
  }
  c[cAt]! += s00;
  c[cAt + 1]! += s01;
  c[cAt + 2]! += s02;
  c[cAt + 3]! += s03;
  c[cAt + cStride]! += s10;
  c[cAt + cStride + 1]! += s11;
  c[cAt + cStride + 2]! += s12;
  c[cAt + cStride + 3]! += s13;
}

/** One index and fixed distances from it: eight indices would not fit into the registers. */
function addOneByEight(
  length: number,
  a: Float64Array,
  aAt: number,
  b: Float64Array,
  bAt: number,
  b1: number,
  c: Float64Array,
  cAt: number,
): void {
  const b2 = 2 * b1;
  const b3 = 3 * b1;
  const b4 = 4 * b1;
  const b5 = 5 * b1;
  const b6 = 6 * b1;
  const b7 = 7 * b1;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let s4 = 0;
  let s5 = 0;
  let s6 = 0;
  let s7 = 0;
  for (let k = 0, q = bAt; k < length; k++, q++) {
    const x = a[aAt + k]!;
    s0 += x * b[q]!;
    s1 += x * b[q + b1]!;
    s2 += x * b[q + b2]!;
    s3 += x * b[q + b3]!;
    s4 += x * b[q + b4]!;
    s5 += x * b[q + b5]!;
    s6 += x * b[q + b6]!;
    s7 += x * b[q + b7]!;
  }
  c[cAt]! += s0;
  c[cAt + 1]! += s1;
  c[cAt + 2]! += s2;
  c[cAt + 3]! += s3;
  c[cAt + 4]! += s4;
  c[cAt + 5]! += s5;
  c[cAt + 6]! += s6;
  c[cAt + 7]! += s7;
}

function addOneByFour(
  length: number,
  a: Float64Array,
  aAt: number,
  b: Float64Array,
  bAt: number,
  b1: number,
  c: Float64Array,
  cAt: number,
): void {
  const b2 = 2 * b1;
  const b3 = 3 * b1;
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let k = 0, q = bAt; k < length; k++, q++) {
    const x = a[aAt + k]!;
    s0 += x * b[q]!;
    s1 += x * b[q + b1]!;
    s2 += x * b[q + b2]!;
    s3 += x * b[q + b3]!;
  }
  c[cAt]! += s0;
  c[cAt + 1]! += s1;
  c[cAt + 2]! += s2;
  c[cAt + 3]! += s3;
}

function dot(length: number, a: Float64Array, aAt: number, b: Float64Array, bAt: number): number {
  let s = 0;
  for (let k = 0; k < length; k++) s += a[aAt + k]! * b[bAt + k]!;
  return s;
}

/** Writes the transpose of `from` [rows, columns] to `to` as [columns, rows] with row length `toStride`, beginning at `toAt`. */
export function transpose(
  rows: number,
  columns: number,
  from: Float64Array,
  fromAt: number,
  to: Float64Array,
  toAt = 0,
  toStride = rows,
): void {
  for (let m = 0; m < rows; m++) {
    pulse(columns);
    const source = fromAt + m * columns;
    for (let n = 0; n < columns; n++) to[toAt + n * toStride + m] = from[source + n]!;
  }
}

/** Adds each row of `rows` [count, width] to `sum` [width]: the gradient of a bias. */
export function addRows(count: number, width: number, rows: Float64Array, sum: Float64Array): void {
  for (let m = 0; m < count; m++) {
    pulse(width);
    for (let j = 0; j < width; j++) sum[j]! += rows[m * width + j]!;
  }
}

/** Sets each row of `rows` [count, width], beginning at `at`, to `row` [width]. */
export function fillRows(count: number, width: number, row: Float64Array, rows: Float64Array, at = 0): void {
  if (count === 0) return;
  rows.set(row.subarray(0, width), at);
  // Twice as many rows with each copy: a call for every row takes longer than the copying.
  for (let done = 1; done < count; done *= 2)
    rows.copyWithin(at + done * width, at, at + Math.min(done, count - done) * width);
}
