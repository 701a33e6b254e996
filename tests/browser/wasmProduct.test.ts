import { expect, it } from 'vitest';
import { compileKernels, type KernelBuild } from '../../src/backends/wasm/kernelModule.ts';
import { type Kernels, startKernels } from '../../src/backends/wasm/kernels.ts';

/** Byte addresses far enough apart for the sizes below. */
const A = 1 << 16;
const PANELS = 2 << 20;
const C = 3 << 20;
const SCRATCH = 4 << 20;
const N = 24;

async function start(build: KernelBuild): Promise<{ kernels: Kernels; floats: Float32Array }> {
  const memory = new WebAssembly.Memory({ initial: 100, maximum: 100 });
  return { kernels: await startKernels(await compileKernels(build), memory), floats: new Float32Array(memory.buffer) };
}

/** Asymmetric numbers that every row and column has differently. */
function numbers(count: number, seed: number): Float32Array {
  return Float32Array.from({ length: count }, (_, k) => Math.sin(seed + k * 1.37) + (k % 7) / 10);
}

/** Largest difference between C and Σ_k left(m, k) b[k, n] + 0.5. */
function furthest(found: Float32Array, M: number, K: number, left: (m: number, k: number) => number, b: Float32Array) {
  let max = 0;
  for (let m = 0; m < M; m++) {
    for (let n = 0; n < N; n++) {
      let sum = 0.5;
      for (let k = 0; k < K; k++) sum += left(m, k) * b[k * N + n]!;
      max = Math.max(max, Math.abs(found[m * N + n]! - sum));
    }
  }
  return max;
}

// The relaxed build cuts rows into strips of six, which the plain build, tested on random sizes in Node, does not.
it.each(['relaxed', 'plain'] as const)('the %s product is right for every number of rows', async (build) => {
  const { kernels, floats } = await start(build);
  for (const K of [4, 36]) {
    const b = numbers(K * N, 2);
    floats.set(b, C / 4);
    kernels.packPanels(K, N, C, N, PANELS);
    for (let M = 1; M <= 150; M++) {
      const a = numbers(M * K, M);
      floats.set(a, A / 4);
      floats.fill(0.5, C / 4, C / 4 + (M + 1) * N);
      kernels.product(M, N, K, A, K, PANELS, 0, C, N, C, N, SCRATCH);
      expect(
        furthest(floats.subarray(C / 4), M, K, (m, k) => a[m * K + k]!, b),
        `${M} rows`,
      ).toBeLessThan(5e-5);
      expect(floats.subarray(C / 4 + M * N, C / 4 + (M + 1) * N).every((value) => value === 0.5)).toBe(true);
    }
  }
});

it.each(['relaxed', 'plain'] as const)('the %s weight gradient is right for every padded height', async (build) => {
  const { kernels, floats } = await start(build);
  for (const K of [1, 25, 300]) {
    const b = numbers(K * N, 3);
    floats.set(b, C / 4);
    kernels.packPanels(K, N, C, N, PANELS);
    for (let M = 8; M <= 160; M += 8) {
      const a = numbers(K * M, M);
      floats.set(a, A / 4);
      floats.fill(0.5, C / 4, C / 4 + M * N);
      kernels.addOuterProduct(M, N, K, A, M, PANELS, K, C, N, SCRATCH);
      expect(
        furthest(floats.subarray(C / 4), M, K, (m, k) => a[k * M + m]!, b),
        `${M} by ${K}`,
      ).toBeLessThan(5e-4);
    }
  }
});
