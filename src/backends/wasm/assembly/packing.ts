/**
 * Matrices in the memory order in which the product reads them.
 *
 * Left factors are packed in strips of 6 or 4 rows, [K][6] or [K][4] each, so that one pointer moves through them;
 * right factors in panels of 8 columns, [K][8] each. Addresses are in bytes, sizes and row lengths (`ld…`) in floats.
 */

/** Stores the transpose of four rows of four floats, row length `ld` bytes, as four rows of `step` bytes. */
// @ts-ignore: decorator
@inline
function transpose4(from: usize, ld: usize, to: usize, step: usize): void {
  const a = v128.load(from);
  const b = v128.load(from + ld);
  const c = v128.load(from + 2 * ld);
  const d = v128.load(from + 3 * ld);
  const ab01 = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const ab23 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cd01 = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const cd23 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(ab01, cd01, 0, 1, 4, 5));
  v128.store(to + step, v128.shuffle<f32>(ab01, cd01, 2, 3, 6, 7));
  v128.store(to + 2 * step, v128.shuffle<f32>(ab23, cd23, 0, 1, 4, 5));
  v128.store(to + 3 * step, v128.shuffle<f32>(ab23, cd23, 2, 3, 6, 7));
}

/**
 * How many of M rows, M = 6a + 4b, are packed in strips of 6: as many as possible with a multiply-add instruction,
 * else none.
 */
// @ts-ignore: decorator
@inline
export function rowsInSixes(M: i32): i32 {
  if (!isDefined(RELAXED)) return 0;
  const rest = M % 6;
  return rest == 2 ? M - 8 : M - rest;
}

/** How many of M rows can be packed into strips, `atATime` (a multiple of 4 and 6) at a time. */
// @ts-ignore: decorator
@inline
export function rowsInStrips(M: i32, atATime: i32): i32 {
  if (!isDefined(RELAXED)) return M & ~3;
  const whole = M & ~1;
  return whole % atATime == 2 ? whole - 2 : whole;
}

/** Packs A [M, K] into strips; M = 6a + 4b, K a multiple of 4. */
export function packStrips(M: i32, K: i32, A: usize, lda: i32, strips: usize): void {
  const ld = <usize>lda << 2;
  const sixes = rowsInSixes(M);
  let m = 0;
  for (; m < sixes; m += 6) {
    const rows = A + <usize>m * ld;
    for (let k: usize = 0; k < <usize>K << 2; k += 16) {
      transpose4(rows + k, ld, strips, 24);
      const e = v128.load(rows + 4 * ld + k), f = v128.load(rows + 5 * ld + k);
      const low = v128.shuffle<f32>(e, f, 0, 4, 1, 5), high = v128.shuffle<f32>(e, f, 2, 6, 3, 7);
      v128.store64_lane(strips, low, 0, 16);
      v128.store64_lane(strips, low, 1, 40);
      v128.store64_lane(strips, high, 0, 64);
      v128.store64_lane(strips, high, 1, 88);
      strips += 96;
    }
  }
  for (; m < M; m += 4) {
    const rows = A + <usize>m * ld;
    for (let k: usize = 0; k < <usize>K << 2; k += 16) {
      transpose4(rows + k, ld, strips, 16);
      strips += 64;
    }
  }
}

/** Packs Aᵀ into strips, given A [K, M]; M = 6a + 4b. */
export function packStripsTransposed(M: i32, K: i32, A: usize, lda: i32, strips: usize): void {
  const ld = <usize>lda << 2;
  const sixes = rowsInSixes(M);
  let m = 0;
  // Two strips of 6 take three vectors of each row.
  const strip = <usize>K * 24;
  for (; m + 12 <= sixes; m += 12) {
    let row = A + (<usize>m << 2);
    let to = strips, next = strips + strip;
    for (let k = 0; k < K; k++) {
      const shared = v128.load(row, 16);
      v128.store(to, v128.load(row));
      v128.store64_lane(to, shared, 0, 16);
      v128.store64_lane(next, shared, 1);
      v128.store(next, v128.load(row, 32), 8);
      to += 24;
      next += 24;
      row += ld;
    }
    strips += 2 * strip;
  }
  if (m < sixes) {
    let row = A + (<usize>m << 2);
    for (let k = 0; k < K; k++) {
      v128.store(strips, v128.load(row));
      store<u64>(strips, load<u64>(row, 16), 16);
      strips += 24;
      row += ld;
    }
    m += 6;
  }
  for (; m < M; m += 4) {
    let row = A + (<usize>m << 2);
    for (let k = 0; k < K; k++) {
      v128.store(strips, v128.load(row));
      strips += 16;
      row += ld;
    }
  }
}

/** Packs B [K, N] into panels; N a multiple of 8. */
export function packPanels(K: i32, N: i32, B: usize, ldb: i32, panels: usize): void {
  const ld = <usize>ldb << 2;
  for (let n: usize = 0; n < <usize>N << 2; n += 32) {
    let row = B + n;
    for (let k = 0; k < K; k++) {
      v128.store(panels, v128.load(row));
      v128.store(panels, v128.load(row, 16), 16);
      panels += 32;
      row += ld;
    }
  }
}

/** Packs Wᵀ into panels, given W [N, K]; N a multiple of 8, K of 4. */
export function packPanelsTransposed(K: i32, N: i32, W: usize, ldw: i32, panels: usize): void {
  const ld = <usize>ldw << 2;
  for (let n = 0; n < N; n += 8) {
    const rows = W + <usize>n * ld;
    for (let k: usize = 0; k < <usize>K << 2; k += 16) {
      transpose4(rows + k, ld, panels, 32);
      transpose4(rows + 4 * ld + k, ld, panels + 16, 32);
      panels += 128;
    }
  }
}
