import { Arena } from './arena.ts';
import { type Kernels, scratchFloats, startKernels } from './kernels.ts';

/** Inner positions multiplied at a time, a multiple of 4: a strip of 6 rows is 48 KB. */
const BLOCK = 2048;

/** C = A Bᵀ on the kernels, with memory for all three. The next products may reuse this memory. */
export interface WasmRowProducts {
  /** [M, K] */
  readonly a: Float32Array;
  /** [N, K] */
  readonly b: Float32Array;
  /** [M, N] */
  readonly c: Float32Array;
  run(): void;
}

/**
 * Allocates products of rows, repeatedly in one memory.
 *
 * @param module compiled kernels
 */
export function rowProductsOn(
  module: WebAssembly.Module,
): (M: number, N: number, K: number) => Promise<WasmRowProducts> {
  let opened: { readonly memory: WebAssembly.Memory; readonly kernels: Kernels } | null = null;
  return async (M, N, K) => {
    const columns = Math.ceil(N / 8) * 8;
    const arena = new Arena();
    const a = arena.floats(M * K);
    const b = arena.floats(columns * K);
    const c = arena.floats(M * columns);
    const zeros = arena.floats(columns);
    const panels = arena.floats(columns * Math.min(BLOCK, K));
    const scratch = arena.floats(scratchFloats(BLOCK));
    if (!opened || opened.memory.buffer.byteLength < arena.bytes) {
      opened = null;
      const memory = arena.memory();
      opened = { memory, kernels: await startKernels(module, memory) };
    }
    const { kernels } = opened;
    const floats = new Float32Array(opened.memory.buffer);
    const view = (address: number, count: number): Float32Array => floats.subarray(address / 4, address / 4 + count);
    view(zeros, columns).fill(0);
    view(b, columns * K).fill(0);
    const out = new Float32Array(M * N);
    const whole = K - (K % 4);
    const run = (): void => {
      if (whole === 0) view(c, M * columns).fill(0);
      for (let k = 0; k < whole; k += BLOCK) {
        const length = Math.min(BLOCK, whole - k);
        const init = k === 0 ? zeros : c;
        kernels.packPanelsTransposed(length, columns, b + 4 * k, K, panels);
        kernels.product(M, columns, length, a + 4 * k, K, panels, 0, init, k === 0 ? 0 : columns, c, columns, scratch);
      }
      for (let m = 0; m < M; m++) {
        for (let n = 0; n < N; n++) {
          let sum = floats[c / 4 + m * columns + n]!;
          for (let k = whole; k < K; k++) sum += floats[a / 4 + m * K + k]! * floats[b / 4 + n * K + k]!;
          out[m * N + n] = sum;
        }
      }
    };
    return { a: view(a, M * K), b: view(b, N * K), c: out, run };
  };
}
