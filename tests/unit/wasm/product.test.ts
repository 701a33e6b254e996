import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Kernels, scratchFloats } from '../../../src/backends/wasm/kernels.ts';
import { bareKernels } from './support.ts';

/** Byte addresses far enough apart for the sizes below. */
const A = 1 << 16;
const B = 1 << 20;
const PANELS = 2 << 20;
const C = 3 << 20;
const INIT = 4 << 20;
const ROWS = 5 << 20;
const SCRATCH = 6 << 20;

let kernels: Kernels;
let floats: Float32Array;
beforeAll(async () => {
  ({ kernels, floats } = await bareKernels(160));
});

/** Asymmetric numbers that every k, row and column has differently. */
function write(address: number, count: number, seed: number): Float32Array {
  for (let k = 0; k < count; k++) floats[address / 4 + k] = Math.sin(seed + k * 1.37) + (k % 7) / 10;
  return floats.slice(address / 4, address / 4 + count);
}

interface Problem {
  readonly M: number;
  readonly N: number;
  readonly K: number;
}

/** Σ_k a[m, k] b[k, n] in float64. */
function plainProduct({ M, N, K }: Problem, a: (m: number, k: number) => number, b: (k: number, n: number) => number) {
  const out = new Float64Array(M * N);
  for (let m = 0; m < M; m++) {
    for (let n = 0; n < N; n++) for (let k = 0; k < K; k++) out[m * N + n]! += a(m, k) * b(k, n);
  }
  return out;
}

function expectClose(found: ArrayLike<number>, expected: ArrayLike<number>, K: number): void {
  expect(found.length).toBe(expected.length);
  let worst = 0;
  for (let k = 0; k < expected.length; k++) worst = Math.max(worst, Math.abs(found[k]! - expected[k]!));
  expect(worst).toBeLessThan(1e-6 * (K + 4));
}

const sizes = fc.record({
  M: fc.integer({ min: 1, max: 140 }),
  N: fc.integer({ min: 1, max: 12 }).map((n) => 8 * n),
  K: fc.integer({ min: 1, max: 20 }).map((k) => 4 * k),
});

describe('the matrix product of the kernels', () => {
  it('equals the plain triple loop for any number of rows, from the same init for every row', () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 0, max: 9 }), ({ M, N, K }, spare) => {
        const lda = K + 4 * spare;
        const a = write(A, M * lda, 1);
        const w = write(B, N * K, 2);
        const init = write(INIT, N, 3);
        kernels.packPanelsTransposed(K, N, B, K, PANELS);
        kernels.product(M, N, K, A, lda, PANELS, 0, INIT, 0, C, N, SCRATCH);
        const expected = plainProduct(
          { M, N, K },
          (m, k) => a[m * lda + k]!,
          (k, n) => w[n * K + k]!,
        );
        for (let p = 0; p < expected.length; p++) expected[p]! += init[p % N]!;
        expectClose(floats.subarray(C / 4, C / 4 + M * N), expected, K);
      }),
      { numRuns: 60 },
    );
  });

  it('adds to what stands in C when C is its own init, and leaves the columns beside it alone', () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 5 }), ({ M, N, K }, spare) => {
        const ldc = N + 8 * spare;
        const a = write(A, M * K, 4);
        const b = write(B, K * N, 5);
        const before = write(C, M * ldc, 6);
        kernels.packPanels(K, N, B, N, PANELS);
        kernels.product(M, N, K, A, K, PANELS, 0, C, ldc, C, ldc, SCRATCH);
        const sums = plainProduct(
          { M, N, K },
          (m, k) => a[m * K + k]!,
          (k, n) => b[k * N + n]!,
        );
        const expected = Float64Array.from(before);
        for (let p = 0; p < sums.length; p++) expected[Math.floor(p / N) * ldc + (p % N)]! += sums[p]!;
        expectClose(floats.subarray(C / 4, C / 4 + M * ldc), expected, K);
      }),
      { numRuns: 60 },
    );
  });

  it('starts each row where the list of addresses says', () => {
    fc.assert(
      fc.property(sizes, fc.array(fc.nat({ max: 4 }), { minLength: 140, maxLength: 140 }), ({ M, N, K }, tokens) => {
        const a = write(A, M * K, 7);
        const w = write(B, N * K, 8);
        const table = write(INIT, 5 * N, 9);
        const integers = new Uint32Array(floats.buffer);
        integers.set(
          tokens.map((token) => INIT + 4 * N * token),
          ROWS / 4,
        );
        kernels.packPanelsTransposed(K, N, B, K, PANELS);
        kernels.product(M, N, K, A, K, PANELS, ROWS, 0, 0, C, N, SCRATCH);
        const expected = plainProduct(
          { M, N, K },
          (m, k) => a[m * K + k]!,
          (k, n) => w[n * K + k]!,
        );
        for (let p = 0; p < expected.length; p++) expected[p]! += table[tokens[Math.floor(p / N)]! * N + (p % N)]!;
        expectClose(floats.subarray(C / 4, C / 4 + M * N), expected, K);
      }),
      { numRuns: 60 },
    );
  });

  it('sums a weight gradient over any number of positions', () => {
    const shapes = fc.record({
      M: fc.integer({ min: 1, max: 30 }).map((m) => 4 * m),
      N: fc.integer({ min: 1, max: 6 }).map((n) => 8 * n),
      K: fc.integer({ min: 1, max: 600 }),
    });
    fc.assert(
      fc.property(shapes, fc.integer({ min: 0, max: 3 }), ({ M, N, K }, skipped) => {
        const panelRows = K + skipped;
        const a = write(A, K * M, 10);
        const b = write(B, panelRows * N, 11);
        const before = write(C, M * N, 12);
        kernels.packPanels(panelRows, N, B, N, PANELS);
        kernels.addOuterProduct(M, N, K, A, M, PANELS + 32 * skipped, panelRows, C, N, SCRATCH);
        const expected = plainProduct(
          { M, N, K },
          (m, k) => a[k * M + m]!,
          (k, n) => b[(k + skipped) * N + n]!,
        );
        for (let p = 0; p < expected.length; p++) expected[p]! += before[p]!;
        expectClose(floats.subarray(C / 4, C / 4 + M * N), expected, K);
      }),
      { numRuns: 40 },
    );
  });

  it('writes no scratch beyond what the plan sets aside', () => {
    const M = 64;
    const N = 8;
    const K = 400;
    write(A, M * K, 13);
    write(B, N * K, 14);
    const end = SCRATCH / 4 + scratchFloats(K);
    floats.fill(0.5, SCRATCH / 4, end + 64);
    kernels.packPanels(K, N, B, N, PANELS);
    kernels.product(M, N, K, A, K, PANELS, 0, INIT, 0, C, N, SCRATCH);
    kernels.addOuterProduct(M, N, K, A, M, PANELS, K, C, N, SCRATCH);
    expect(floats.subarray(end, end + 64).every((value) => value === 0.5)).toBe(true);
  });
});
