/**
 * Matrices in the order in which the product reads them.
 *
 * Left factors go in strips of 4 rows, [K][4] each, so that one pointer walks through them; right factors in panels of 8
 * columns, [K][8] each. Addresses are in bytes, sizes and row lengths (`ld…`) in floats.
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

/** A [M, K] to strips; M and K multiples of 4. */
export function packStrips(M: i32, K: i32, A: usize, lda: i32, strips: usize): void {
  const ld = <usize>lda << 2;
  for (let m = 0; m < M; m += 4) {
    const rows = A + <usize>m * ld;
    for (let k: usize = 0; k < <usize>K << 2; k += 16) {
      transpose4(rows + k, ld, strips, 16);
      strips += 64;
    }
  }
}

/** Aᵀ to strips, A [K, M] given; M a multiple of 4. */
export function packStripsTransposed(M: i32, K: i32, A: usize, lda: i32, strips: usize): void {
  const ld = <usize>lda << 2;
  const strip = <usize>K << 4;
  // Two strips at a time read half a cache line of each row.
  let m: usize = 0;
  for (; m + 8 <= <usize>M; m += 8) {
    let row = A + (m << 2);
    for (let k: usize = 0; k < strip; k += 16) {
      v128.store(strips + k, v128.load(row));
      v128.store(strips + strip + k, v128.load(row, 16));
      row += ld;
    }
    strips += 2 * strip;
  }
  if (m < <usize>M) {
    let row = A + (m << 2);
    for (let k: usize = 0; k < strip; k += 16) {
      v128.store(strips + k, v128.load(row));
      row += ld;
    }
  }
}

/** B [K, N] to panels; N a multiple of 8. */
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

/** Wᵀ to panels, W [N, K] given; N a multiple of 8, K of 4. */
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
