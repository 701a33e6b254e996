/**
 * The compiled kernels as TypeScript sees them. Addresses are bytes in the module's memory, sizes and row lengths are
 * floats unless a name says otherwise; what each does stands beside its source in `assembly/`.
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
  sgd(count: number, params: number, residues: number, grads: number, scale: number, bound: number, rate: number): void;
  scaledByRoot(
    count: number,
    params: number,
    residues: number,
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
    residues: number,
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
  rnnForward(phi: number, B: number, H: number, units: number, h: number): void;
  rnnBackward(phi: number, bytes: number, h: number, dH: number, dA: number): void;
  lstmForward(B: number, H: number, gates: number, cPrev: number, c: number, tanhC: number, h: number): void;
  lstmBackward(
    B: number,
    H: number,
    gates: number,
    cPrev: number,
    tanhC: number,
    dH: number,
    dC: number,
    dCPrev: number,
    dA: number,
  ): void;
  gruAfterForward(B: number, H: number, gates: number, inputs: number, m: number, hPrev: number, h: number): void;
  gruAfterBackward(
    B: number,
    H: number,
    gates: number,
    m: number,
    hPrev: number,
    dH: number,
    dHPrev: number,
    dA: number,
  ): void;
  gruBeforeGates(B: number, H: number, gates: number, hPrev: number, m: number): void;
  gruBeforeCandidate(B: number, H: number, gates: number, hPrev: number, h: number): void;
  gruBeforeCandidateBackward(
    B: number,
    H: number,
    gates: number,
    hPrev: number,
    dH: number,
    dHPrev: number,
    dA: number,
  ): void;
  gruBeforeGatesBackward(
    B: number,
    H: number,
    gates: number,
    hPrev: number,
    dM: number,
    dHPrev: number,
    dA: number,
  ): void;
}

/** Floats of scratch that `product` and `addOuterProduct` need when no inner length is above `longest`. */
export function scratchFloats(longest: number): number {
  return 48 * Math.max(256, longest);
}

/** Starts the kernels on a memory of their own. */
export async function startKernels(module: WebAssembly.Module, memory: WebAssembly.Memory): Promise<Kernels> {
  const env = {
    memory,
    abort: (): never => {
      throw new Error('a wasm kernel gave up');
    },
  };
  const { exports } = await WebAssembly.instantiate(module, { env });
  return exports as unknown as Kernels;
}
