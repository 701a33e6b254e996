/**
 * The GRU's pointwise operations for B rows of H units (H a multiple of 8). `gates` is [B, 3, H], stacked r z n;
 * hPrev, h, m, dH, dHPrev, dM are [B, H]. The gradients dA are [B, G', H] with the G' blocks named below. Sources:
 * engine/cells/gru.ts.
 */
import { fma, sigmoidAll, tanh } from '../simd';

/** h = (1 − z) ⊙ n + z ⊙ hPrev = n + z ⊙ (hPrev − n) */
// @ts-ignore: decorator
@inline
function mix(z: v128, n: v128, hPrev: v128): v128 {
  return fma(z, f32x4.sub(hPrev, n), n);
}

/**
 * Reset gate after the product. Inputs: a_r, a_z in `gates`, m = W_hn hPrev + b_hn, and the input's part of n at
 * `inputs[b]` + 2H (byte addresses of rows, [B] of u32). Outputs: activations in `gates`, and h.
 *
 *     r = σ(a_r)   z = σ(a_z)   n = tanh(a_n + r ⊙ m)
 */
export function gruAfterForward(B: i32, H: i32, gates: usize, inputs: usize, m: usize, hPrev: usize, h: usize): void {
  const row = <usize>H << 2;
  for (let b: usize = 0; b < <usize>B; b++) {
    const aN = <usize>load<u32>(inputs + (b << 2)) + 2 * row;
    sigmoidAll(gates, 2 * row);
    for (let j: usize = 0; j < row; j += 16) {
      const at = gates + j;
      const n = tanh(fma(v128.load(at), v128.load(m + j), v128.load(aN + j)));
      v128.store(at + 2 * row, n);
      v128.store(h + j, mix(v128.load(at + row), n, v128.load(hPrev + j)));
    }
    gates += 3 * row;
    m += row;
    hPrev += row;
    h += row;
  }
}

/**
 * Backward pass:
 *
 *     dA_n = dH ⊙ (1 − z) ⊙ (1 − n²)          dA_z = dH ⊙ (hPrev − n) ⊙ z (1 − z)
 *     dM   = dA_n ⊙ r                         dA_r = dA_n ⊙ m ⊙ r (1 − r)
 *     dHPrev += dH ⊙ z
 *
 * dA receives [B, 4, H]: dA_r, dA_z, dM, dA_n. The state's part is the first three blocks; the input's part is the
 * first two and dA_n.
 */
export function gruAfterBackward(
  B: i32, H: i32, gates: usize, m: usize, hPrev: usize, dH: usize, dHPrev: usize, dA: usize,
): void {
  const row = <usize>H << 2, one = f32x4.splat(1);
  for (let b = 0; b < B; b++) {
    for (let j: usize = 0; j < row; j += 16) {
      const at = gates + j;
      const r = v128.load(at), z = v128.load(at + row), n = v128.load(at + 2 * row), dh = v128.load(dH + j);
      const dAn = f32x4.mul(f32x4.mul(dh, f32x4.sub(one, z)), f32x4.sub(one, f32x4.mul(n, n)));
      const dAz = f32x4.mul(f32x4.mul(dh, f32x4.sub(v128.load(hPrev + j), n)), f32x4.mul(z, f32x4.sub(one, z)));
      const dAr = f32x4.mul(f32x4.mul(dAn, v128.load(m + j)), f32x4.mul(r, f32x4.sub(one, r)));
      const to = dA + j;
      v128.store(to, dAr);
      v128.store(to + row, dAz);
      v128.store(to + 2 * row, f32x4.mul(dAn, r));
      v128.store(to + 3 * row, dAn);
      v128.store(dHPrev + j, fma(dh, z, v128.load(dHPrev + j)));
    }
    gates += 3 * row;
    dA += 4 * row;
    m += row;
    hPrev += row;
    dH += row;
    dHPrev += row;
  }
}

/** Reset gate before the product, first phase: r = σ(a_r), z = σ(a_z) in `gates`; m = r ⊙ hPrev. */
export function gruBeforeGates(B: i32, H: i32, gates: usize, hPrev: usize, m: usize): void {
  const row = <usize>H << 2;
  for (let b = 0; b < B; b++) {
    sigmoidAll(gates, 2 * row);
    for (let j: usize = 0; j < row; j += 16) {
      v128.store(m + j, f32x4.mul(v128.load(gates + j), v128.load(hPrev + j)));
    }
    gates += 3 * row;
    hPrev += row;
    m += row;
  }
}

/** Second phase: n = tanh(a_n), where a_n in `gates` includes W_hn m; h = (1 − z) ⊙ n + z ⊙ hPrev. */
export function gruBeforeCandidate(B: i32, H: i32, gates: usize, hPrev: usize, h: usize): void {
  const row = <usize>H << 2;
  for (let b = 0; b < B; b++) {
    for (let j: usize = 0; j < row; j += 16) {
      const at = gates + j;
      const n = tanh(v128.load(at + 2 * row));
      v128.store(at + 2 * row, n);
      v128.store(h + j, mix(v128.load(at + row), n, v128.load(hPrev + j)));
    }
    gates += 3 * row;
    hPrev += row;
    h += row;
  }
}

/** Backward pass of the second phase; dA [B, 3, H] receives dA_z and dA_n; dHPrev += dH ⊙ z. */
export function gruBeforeCandidateBackward(
  B: i32, H: i32, gates: usize, hPrev: usize, dH: usize, dHPrev: usize, dA: usize,
): void {
  const row = <usize>H << 2, one = f32x4.splat(1);
  for (let b = 0; b < B; b++) {
    for (let j: usize = 0; j < row; j += 16) {
      const at = gates + j, to = dA + j;
      const z = v128.load(at + row), n = v128.load(at + 2 * row), dh = v128.load(dH + j);
      const dAn = f32x4.mul(f32x4.mul(dh, f32x4.sub(one, z)), f32x4.sub(one, f32x4.mul(n, n)));
      const dAz = f32x4.mul(f32x4.mul(dh, f32x4.sub(v128.load(hPrev + j), n)), f32x4.mul(z, f32x4.sub(one, z)));
      v128.store(to + row, dAz);
      v128.store(to + 2 * row, dAn);
      v128.store(dHPrev + j, fma(dh, z, v128.load(dHPrev + j)));
    }
    gates += 3 * row;
    dA += 3 * row;
    hPrev += row;
    dH += row;
    dHPrev += row;
  }
}

/**
 * Backward pass of the first phase, with dM = W_hnᵀ dA_n: dA_r = dM ⊙ hPrev ⊙ r (1 − r) into dA [B, 3, H]; dHPrev +=
 * dM ⊙ r.
 */
export function gruBeforeGatesBackward(
  B: i32, H: i32, gates: usize, hPrev: usize, dM: usize, dHPrev: usize, dA: usize,
): void {
  const row = <usize>H << 2, one = f32x4.splat(1);
  for (let b = 0; b < B; b++) {
    for (let j: usize = 0; j < row; j += 16) {
      const r = v128.load(gates + j), dm = v128.load(dM + j);
      const slope = f32x4.mul(r, f32x4.sub(one, r));
      v128.store(dA + j, f32x4.mul(f32x4.mul(dm, v128.load(hPrev + j)), slope));
      v128.store(dHPrev + j, fma(dm, r, v128.load(dHPrev + j)));
    }
    gates += 3 * row;
    dA += 3 * row;
    hPrev += row;
    dM += row;
    dHPrev += row;
  }
}
