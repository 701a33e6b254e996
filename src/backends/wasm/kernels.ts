import { pulse } from '../../engine/pulse.ts';

/**
 * The interface of the compiled kernels, without those of single cells (`cells/`). Addresses are bytes in the module's memory, sizes and row lengths are floats
 * unless a name says otherwise. Each kernel is documented beside its source in `assembly/`.
 */
export interface Kernels {
  packPanels(K: number, N: number, B: number, ldb: number, panels: number): void;
  packPanelsTransposed(K: number, N: number, W: number, ldw: number, panels: number): void;
  product(
    M: number,
    N: number,
    K: number,
    A: number,
    lda: number,
    panels: number,
    rows: number,
    init: number,
    ldi: number,
    C: number,
    ldc: number,
    scratch: number,
  ): void;
  addOuterProduct(
    M: number,
    N: number,
    K: number,
    A: number,
    lda: number,
    panels: number,
    panelRows: number,
    C: number,
    ldc: number,
    scratch: number,
  ): void;
  addToRows(count: number, width: number, from: number, bias: number, to: number): void;
  gatherRows(count: number, width: number, table: number, index: number, bias: number, to: number): void;
  rowAddresses(count: number, width: number, table: number, index: number, to: number): void;
  scatterAddRows(
    count: number,
    width: number,
    rows: number,
    ld: number,
    index: number,
    table: number,
    tableWidth: number,
  ): void;
  sumRows(count: number, width: number, rows: number, ld: number, sum: number): void;
  crossEntropy(
    count: number,
    V: number,
    width: number,
    logits: number,
    targets: number,
    weights: number,
    losses: number,
    weighted: number,
  ): void;
  squaredNorm(count: number, grads: number): number;
  sumOf(count: number, values: number): number;
  sgd(
    count: number,
    params: number,
    compensation: number,
    grads: number,
    scale: number,
    bound: number,
    rate: number,
  ): void;
  scaledByRoot(
    count: number,
    params: number,
    compensation: number,
    grads: number,
    s: number,
    scale: number,
    bound: number,
    rate: number,
    decay: number,
    gain: number,
    inside: number,
    outside: number,
  ): void;
  adam(
    count: number,
    params: number,
    compensation: number,
    grads: number,
    m: number,
    v: number,
    scale: number,
    bound: number,
    rate: number,
    beta1: number,
    gain1: number,
    beta2: number,
    gain2: number,
    rootScale: number,
    epsilon: number,
  ): void;
}

/** Floats of scratch that `product` and `addOuterProduct` need when no inner length is above `longest`. */
export function scratchFloats(longest: number): number {
  return 48 * Math.max(256, longest);
}

/** Starts the kernels on a memory. */
export async function startKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): Promise<Kernels> {
  const env = {
    memory,
    abort: (): never => {
      throw new Error('a wasm kernel gave up');
    },
  };
  const { exports } = await WebAssembly.instantiate(module, { env });
  return inParts(exports as unknown as Kernels);
}

/** Multiplications between two signs of life: a twentieth of a second. */
const WORK_IN_ONE_GO = 2e8;
/** Parts have a multiple of this number of rows, so that strips and the remainder are the same as in the whole. */
const ROWS = 48;

/**
 * The same kernels, with large products split into parts and a sign of life after each. No bit of a result changes.
 */
function inParts(kernels: Kernels): Kernels {
  return {
    ...kernels,
    product(M, N, K, A, lda, panels, rows, init, ldi, C, ldc, scratch) {
      eachPart(M, N * K, (m, count) => {
        const rowsAt = rows && rows + 4 * m;
        const [a, i, c] = [A + 4 * m * lda, init + 4 * m * ldi, C + 4 * m * ldc];
        kernels.product(count, N, K, a, lda, panels, rowsAt, i, ldi, c, ldc, scratch);
      });
    },
    addOuterProduct(M, N, K, A, lda, panels, panelRows, C, ldc, scratch) {
      eachPart(M, N * K, (m, count) => {
        kernels.addOuterProduct(count, N, K, A + 4 * m, lda, panels, panelRows, C + 4 * m * ldc, ldc, scratch);
      });
    },
  };
}

/**
 * Splits M rows into parts of whole strips; the last part has the remainder. @param workPerRow multiplications of one
 * row
 */
function eachPart(M: number, workPerRow: number, part: (row: number, count: number) => void): void {
  const rows = ROWS * Math.max(1, Math.floor(WORK_IN_ONE_GO / (workPerRow * ROWS)));
  for (let m = 0; m < M; ) {
    const count = M - m < 2 * rows ? M - m : rows;
    part(m, count);
    pulse(count * workPerRow);
    m += count;
  }
}
