import { sigmoid } from './cell.ts';

/**
 * What the GRU keeps of every row, each [L, T, B, H]. `m` is its memory of what the recurrent product met: with the reset
 * gate after the product m = W_hn hPrev + b_hn, before it m = r ⊙ hPrev.
 */
export interface GruArrays {
  readonly r: Float64Array;
  readonly z: Float64Array;
  readonly n: Float64Array;
  readonly h: Float64Array;
  readonly m: Float64Array;
}

/**
 * Gated recurrent unit with the reset gate after the matrix product, one row of H units:
 *
 *     r = σ(a_r)   z = σ(a_z)
 *     n = tanh(a_n + r ⊙ m),   m = W_hn hPrev + b_hn
 *     h = (1 − z) ⊙ n + z ⊙ hPrev
 *
 * with a_r, a_z = W_ih x + b_ih + W_hh hPrev + b_hh and a_n = W_in x + b_in; b_hn stands inside m. z = 1 keeps the old
 * state.
 *
 * Source: torch.nn.GRU and cuDNN; Cho et al., "Learning phrase representations using RNN encoder–decoder for statistical
 * machine translation", EMNLP 2014, eqs. 5–8, has the reset gate before the product.
 *
 * @param a [3H] at `aAt`, rows stacked r z n; `arrays.m` is filled at `at`
 */
export function gruAfterForward(
  H: number,
  a: Float64Array,
  aAt: number,
  hPrev: Float64Array,
  prevAt: number,
  arrays: GruArrays,
  at: number,
): void {
  const { r, z, n, h, m } = arrays;
  for (let j = 0; j < H; j++) {
    const rj = sigmoid(a[aAt + j]!);
    const zj = sigmoid(a[aAt + H + j]!);
    const nj = Math.tanh(a[aAt + 2 * H + j]! + rj * m[at + j]!);
    r[at + j] = rj;
    z[at + j] = zj;
    n[at + j] = nj;
    h[at + j] = (1 - zj) * nj + zj * hPrev[prevAt + j]!;
  }
}

/**
 *     dA_n   = dH ⊙ (1 − z) ⊙ (1 − n²)
 *     dA_z   = dH ⊙ (hPrev − n) ⊙ z (1 − z)
 *     dA_r   = dA_n ⊙ m ⊙ r (1 − r)
 *     dM     = dA_n ⊙ r
 *     dHPrev = dH ⊙ z + (what W_hhᵀ brings back from dA_r, dA_z and dM)
 *
 * @param dA receives [dA_r, dA_z, dA_n], [3H] at `aAt`: what the input's part gets
 * @param dAState receives [dA_r, dA_z, dM], [3H] at `aAt`: what the state's part gets
 * @param dHPrev gains dH ⊙ z, [H] at `prevAt`
 */
export function gruAfterBackward(
  H: number,
  arrays: GruArrays,
  dH: Float64Array,
  at: number,
  hPrev: Float64Array,
  dHPrev: Float64Array,
  prevAt: number,
  dA: Float64Array,
  dAState: Float64Array,
  aAt: number,
): void {
  const { r, z, n, m } = arrays;
  for (let j = 0; j < H; j++) {
    const rj = r[at + j]!;
    const zj = z[at + j]!;
    const nj = n[at + j]!;
    const dHj = dH[at + j]!;
    const dAn = dHj * (1 - zj) * (1 - nj * nj);
    const dAz = dHj * (hPrev[prevAt + j]! - nj) * zj * (1 - zj);
    const dAr = dAn * m[at + j]! * rj * (1 - rj);
    dA[aAt + j] = dAr;
    dA[aAt + H + j] = dAz;
    dA[aAt + 2 * H + j] = dAn;
    dAState[aAt + j] = dAr;
    dAState[aAt + H + j] = dAz;
    dAState[aAt + 2 * H + j] = dAn * rj;
    dHPrev[prevAt + j]! += dHj * zj;
  }
}

/**
 * Gated recurrent unit with the reset gate before the matrix product (the original paper's), first half:
 *
 *     r = σ(a_r)   z = σ(a_z)   m = r ⊙ hPrev
 *
 * Source: Cho et al., EMNLP 2014, eqs. 5, 6 and the argument of 8 (there without biases).
 */
export function gruBeforeGates(
  H: number,
  a: Float64Array,
  aAt: number,
  hPrev: Float64Array,
  prevAt: number,
  arrays: GruArrays,
  at: number,
): void {
  const { r, z, m } = arrays;
  for (let j = 0; j < H; j++) {
    const rj = sigmoid(a[aAt + j]!);
    r[at + j] = rj;
    z[at + j] = sigmoid(a[aAt + H + j]!);
    m[at + j] = rj * hPrev[prevAt + j]!;
  }
}

/**
 * Second half, with a_n = W_in x + b_in + W_hn m + b_hn:
 *
 *     n = tanh(a_n)
 *     h = (1 − z) ⊙ n + z ⊙ hPrev
 *
 * Source: Cho et al., EMNLP 2014, eqs. 7 and 8.
 */
export function gruBeforeCandidate(
  H: number,
  a: Float64Array,
  aAt: number,
  hPrev: Float64Array,
  prevAt: number,
  arrays: GruArrays,
  at: number,
): void {
  const { z, n, h } = arrays;
  for (let j = 0; j < H; j++) {
    const zj = z[at + j]!;
    const nj = Math.tanh(a[aAt + 2 * H + j]!);
    n[at + j] = nj;
    h[at + j] = (1 - zj) * nj + zj * hPrev[prevAt + j]!;
  }
}

/**
 * Backwards through the second half:
 *
 *     dA_n   = dH ⊙ (1 − z) ⊙ (1 − n²)
 *     dA_z   = dH ⊙ (hPrev − n) ⊙ z (1 − z)
 *     dHPrev = dH ⊙ z + …
 */
export function gruBeforeCandidateBackward(
  H: number,
  arrays: GruArrays,
  dH: Float64Array,
  at: number,
  hPrev: Float64Array,
  dHPrev: Float64Array,
  prevAt: number,
  dA: Float64Array,
  aAt: number,
): void {
  const { z, n } = arrays;
  for (let j = 0; j < H; j++) {
    const zj = z[at + j]!;
    const nj = n[at + j]!;
    const dHj = dH[at + j]!;
    dA[aAt + 2 * H + j] = dHj * (1 - zj) * (1 - nj * nj);
    dA[aAt + H + j] = dHj * (hPrev[prevAt + j]! - nj) * zj * (1 - zj);
    dHPrev[prevAt + j]! += dHj * zj;
  }
}

/**
 * Backwards through the first half, with dM = W_hnᵀ dA_n:
 *
 *     dA_r   = dM ⊙ hPrev ⊙ r (1 − r)
 *     dHPrev = … + dM ⊙ r
 *
 * @param dM [H] at `mAt`
 */
export function gruBeforeGatesBackward(
  H: number,
  arrays: GruArrays,
  dM: Float64Array,
  mAt: number,
  at: number,
  hPrev: Float64Array,
  dHPrev: Float64Array,
  prevAt: number,
  dA: Float64Array,
  aAt: number,
): void {
  const { r } = arrays;
  for (let j = 0; j < H; j++) {
    const rj = r[at + j]!;
    const dMj = dM[mAt + j]!;
    dA[aAt + j] = dMj * hPrev[prevAt + j]! * rj * (1 - rj);
    dHPrev[prevAt + j]! += dMj * rj;
  }
}
