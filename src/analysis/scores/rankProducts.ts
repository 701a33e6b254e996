import { pulse } from '../../engine/pulse.ts';

/** Products of rows, C = A Bᵀ, with memory for both factors. */
interface RowProducts {
  /** [M, K], to be filled in before `run`. */
  readonly a: Float32Array;
  /** [N, K], to be filled in before `run`. */
  readonly b: Float32Array;
  /** [M, N], written by `run`: c[m, n] = Σ_k a[m, k] · b[n, k]. */
  readonly c: Float32Array;
  run(): void;
}

/**
 * Allocates products of these sizes. Only the newest may be used, because it may reuse the memory of the one before.
 */
export type OpenRowProducts = (M: number, N: number, K: number) => Promise<RowProducts>;

/** Products in plain JavaScript: the fallback without kernels, and the reference for the kernels. */
export const plainRowProducts: OpenRowProducts = async (M, N, K) => {
  const a = new Float32Array(M * K);
  const b = new Float32Array(N * K);
  const c = new Float32Array(M * N);
  const run = (): void => {
    for (let m = 0; m < M; m++) {
      pulse(N * K);
      let n = 0;
      for (; n + 3 < N; n += 4) fourDots(K, a, m * K, b, n * K, c, m * N + n);
      for (; n < N; n++) c[m * N + n] = dot(K, a, m * K, b, n * K);
    }
  };
  return { a, b, c, run };
};

function fourDots(
  K: number,
  a: Float32Array,
  p: number,
  b: Float32Array,
  q: number,
  c: Float32Array,
  at: number,
): void {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  for (let k = 0; k < K; k++, p++, q++) {
    const x = a[p]!;
    s0 += x * b[q]!;
    s1 += x * b[q + K]!;
    s2 += x * b[q + 2 * K]!;
    s3 += x * b[q + 3 * K]!;
  }
  c[at] = s0;
  c[at + 1] = s1;
  c[at + 2] = s2;
  c[at + 3] = s3;
}

function dot(K: number, a: Float32Array, p: number, b: Float32Array, q: number): number {
  let sum = 0;
  for (let k = 0; k < K; k++) sum += a[p + k]! * b[q + k]!;
  return sum;
}
