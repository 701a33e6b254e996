/**
 * Matrix products. The inner step multiplies a strip of rows by 8 columns, with all sums in registers. Both factors
 * are packed so that each needs one pointer, which prevents compilers from spilling registers. A strip has 6 rows if
 * a multiply-add is one instruction (12 sums, 2 column vectors and one broadcast number fill 15 registers), and 4 if
 * it needs a register of its own. The way rows are divided into strips does not change a single bit of the result.
 */
import { packStrips, packStripsTransposed, rowsInSixes, rowsInStrips } from './packing';
import { fma } from './simd';

/** Rows whose strips are packed at a time, a multiple of both 4 and 6: with K = 128 they are 24 KB. */
const ROWS: i32 = 48;

/** Positions of a weight gradient's sum that are processed at a time: a panel of them is 8 KB. */
const POSITIONS: i32 = 256;

/**
 * C = init + A B for M rows (6a + 4b) in strips and N columns (a multiple of 8) in panels.
 *
 * @param panelStep bytes from one panel to the next
 * @param rows address of the byte addresses of every row's init, [M] of u32; 0 for none
 * @param init if `rows` is 0: byte address of row 0's init; the next rows' are `initStep` bytes apart
 * @param ldc bytes from one row of C to the next
 */
function multiply(
  M: i32, N: i32, K: i32, strips: usize, panels: usize, panelStep: usize,
  rows: usize, init: usize, initStep: usize, C: usize, ldc: usize,
): void {
  const panelSize = <usize>K << 5;
  const sixes = rowsInSixes(M);
  for (let n: usize = 0; n < <usize>N << 2; n += 32) {
    let a = strips;
    const end = panels + panelSize;
    let m = 0;
    for (; m < sixes; m += 6) {
      let i0: usize, i1: usize, i2: usize, i3: usize, i4: usize, i5: usize;
      if (rows) {
        const at = rows + (<usize>m << 2);
        i0 = <usize>load<u32>(at) + n;
        i1 = <usize>load<u32>(at, 4) + n;
        i2 = <usize>load<u32>(at, 8) + n;
        i3 = <usize>load<u32>(at, 12) + n;
        i4 = <usize>load<u32>(at, 16) + n;
        i5 = <usize>load<u32>(at, 20) + n;
      } else {
        i0 = init + <usize>m * initStep + n;
        i1 = i0 + initStep;
        i2 = i1 + initStep;
        i3 = i2 + initStep;
        i4 = i3 + initStep;
        i5 = i4 + initStep;
      }
      let s00 = v128.load(i0), s01 = v128.load(i0, 16);
      let s10 = v128.load(i1), s11 = v128.load(i1, 16);
      let s20 = v128.load(i2), s21 = v128.load(i2, 16);
      let s30 = v128.load(i3), s31 = v128.load(i3, 16);
      let s40 = v128.load(i4), s41 = v128.load(i4, 16);
      let s50 = v128.load(i5), s51 = v128.load(i5, 16);
      let b = panels;
      while (b < end) {
        const b0 = v128.load(b), b1 = v128.load(b, 16);
        let x = v128.load32_splat(a);
        s00 = fma(b0, x, s00); s01 = fma(b1, x, s01);
        x = v128.load32_splat(a, 4);
        s10 = fma(b0, x, s10); s11 = fma(b1, x, s11);
        x = v128.load32_splat(a, 8);
        s20 = fma(b0, x, s20); s21 = fma(b1, x, s21);
        x = v128.load32_splat(a, 12);
        s30 = fma(b0, x, s30); s31 = fma(b1, x, s31);
        x = v128.load32_splat(a, 16);
        s40 = fma(b0, x, s40); s41 = fma(b1, x, s41);
        x = v128.load32_splat(a, 20);
        s50 = fma(b0, x, s50); s51 = fma(b1, x, s51);
        a += 24;
        b += 32;
      }
      const c0 = C + <usize>m * ldc + n;
      const c1 = c0 + ldc, c2 = c1 + ldc, c3 = c2 + ldc, c4 = c3 + ldc, c5 = c4 + ldc;
      v128.store(c0, s00); v128.store(c0, s01, 16);
      v128.store(c1, s10); v128.store(c1, s11, 16);
      v128.store(c2, s20); v128.store(c2, s21, 16);
      v128.store(c3, s30); v128.store(c3, s31, 16);
      v128.store(c4, s40); v128.store(c4, s41, 16);
      v128.store(c5, s50); v128.store(c5, s51, 16);
    }
    for (; m < M; m += 4) {
      let i0: usize, i1: usize, i2: usize, i3: usize;
      if (rows) {
        const at = rows + (<usize>m << 2);
        i0 = <usize>load<u32>(at) + n;
        i1 = <usize>load<u32>(at, 4) + n;
        i2 = <usize>load<u32>(at, 8) + n;
        i3 = <usize>load<u32>(at, 12) + n;
      } else {
        i0 = init + <usize>m * initStep + n;
        i1 = i0 + initStep;
        i2 = i1 + initStep;
        i3 = i2 + initStep;
      }
      let s00 = v128.load(i0), s01 = v128.load(i0, 16);
      let s10 = v128.load(i1), s11 = v128.load(i1, 16);
      let s20 = v128.load(i2), s21 = v128.load(i2, 16);
      let s30 = v128.load(i3), s31 = v128.load(i3, 16);
      let b = panels;
      while (b < end) {
        const b0 = v128.load(b), b1 = v128.load(b, 16);
        let x = v128.load32_splat(a);
        s00 = fma(x, b0, s00); s01 = fma(x, b1, s01);
        x = v128.load32_splat(a, 4);
        s10 = fma(x, b0, s10); s11 = fma(x, b1, s11);
        x = v128.load32_splat(a, 8);
        s20 = fma(x, b0, s20); s21 = fma(x, b1, s21);
        x = v128.load32_splat(a, 12);
        s30 = fma(x, b0, s30); s31 = fma(x, b1, s31);
        a += 16;
        b += 32;
      }
      const c0 = C + <usize>m * ldc + n;
      const c1 = c0 + ldc, c2 = c1 + ldc, c3 = c2 + ldc;
      v128.store(c0, s00); v128.store(c0, s01, 16);
      v128.store(c1, s10); v128.store(c1, s11, 16);
      v128.store(c2, s20); v128.store(c2, s21, 16);
      v128.store(c3, s30); v128.store(c3, s31, 16);
    }
    panels += panelStep;
  }
}

/** c = init + a B for one row a of K floats (a multiple of 4): 4 panels at a time, then single ones. */
function multiplyRow(N: i32, K: i32, A: usize, panels: usize, panelStep: usize, init: usize, c: usize): void {
  const end = A + (<usize>K << 2);
  let n: i32 = 0;
  for (; n + 32 <= N; n += 32) {
    let s0 = v128.load(init), s1 = v128.load(init, 16), s2 = v128.load(init, 32), s3 = v128.load(init, 48);
    let s4 = v128.load(init, 64), s5 = v128.load(init, 80), s6 = v128.load(init, 96), s7 = v128.load(init, 112);
    let p = panels, q = panels + panelStep, r = q + panelStep, t = r + panelStep;
    for (let a = A; a < end; a += 4) {
      const x = v128.load32_splat(a);
      s0 = fma(x, v128.load(p), s0); s1 = fma(x, v128.load(p, 16), s1);
      s2 = fma(x, v128.load(q), s2); s3 = fma(x, v128.load(q, 16), s3);
      s4 = fma(x, v128.load(r), s4); s5 = fma(x, v128.load(r, 16), s5);
      s6 = fma(x, v128.load(t), s6); s7 = fma(x, v128.load(t, 16), s7);
      p += 32; q += 32; r += 32; t += 32;
    }
    v128.store(c, s0); v128.store(c, s1, 16); v128.store(c, s2, 32); v128.store(c, s3, 48);
    v128.store(c, s4, 64); v128.store(c, s5, 80); v128.store(c, s6, 96); v128.store(c, s7, 112);
    init += 128; c += 128; panels += 4 * panelStep;
  }
  for (; n < N; n += 8) {
    // Four partial sums, so that no multiply-add waits for the one before.
    let s0 = v128.load(init), s1 = v128.load(init, 16);
    let s2 = f32x4.splat(0), s3 = s2, s4 = s2, s5 = s2, s6 = s2, s7 = s2;
    let p = panels;
    for (let a = A; a < end; a += 16) {
      let x = v128.load32_splat(a);
      s0 = fma(x, v128.load(p), s0); s1 = fma(x, v128.load(p, 16), s1);
      x = v128.load32_splat(a, 4);
      s2 = fma(x, v128.load(p, 32), s2); s3 = fma(x, v128.load(p, 48), s3);
      x = v128.load32_splat(a, 8);
      s4 = fma(x, v128.load(p, 64), s4); s5 = fma(x, v128.load(p, 80), s5);
      x = v128.load32_splat(a, 12);
      s6 = fma(x, v128.load(p, 96), s6); s7 = fma(x, v128.load(p, 112), s7);
      p += 128;
    }
    v128.store(c, f32x4.add(f32x4.add(s0, s2), f32x4.add(s4, s6)));
    v128.store(c, f32x4.add(f32x4.add(s1, s3), f32x4.add(s5, s7)), 16);
    init += 32; c += 32; panels += panelStep;
  }
}

/**
 * C [M, N] = init + A B, with B in panels and A [M, K] row-major; M any, N a multiple of 8, K of 4.
 *
 * @param rows address of the byte addresses of every row's init, [M] of u32; 0 for none
 * @param init if `rows` is 0: byte address of row 0's init
 * @param ldi floats from one row's init to the next; 0 gives all rows the same init
 * @param scratch 48·K floats
 */
export function product(
  M: i32, N: i32, K: i32, A: usize, lda: i32, panels: usize,
  rows: usize, init: usize, ldi: i32, C: usize, ldc: i32, scratch: usize,
): void {
  const aStep = <usize>lda << 2, iStep = <usize>ldi << 2, cStep = <usize>ldc << 2, panelStep = <usize>K << 5;
  const whole = rowsInStrips(M, ROWS);
  for (let m = 0; m < whole; m += ROWS) {
    const count = min(ROWS, whole - m);
    const at = <usize>m;
    packStrips(count, K, A + at * aStep, lda, scratch);
    const rowsAt = rows ? rows + (at << 2) : 0;
    multiply(count, N, K, scratch, panels, panelStep, rowsAt, init + at * iStep, iStep, C + at * cStep, cStep);
  }
  for (let m = <usize>whole; m < <usize>M; m++) {
    const from = rows ? <usize>load<u32>(rows + (m << 2)) : init + m * iStep;
    multiplyRow(N, K, A + m * aStep, panels, panelStep, from, C + m * cStep);
  }
}

/**
 * C [M, N] += Aᵀ B, with A [K, M] row-major and B in panels; M a multiple of 4, N of 8, K any. This is a weight's
 * gradient, summed over K positions.
 *
 * @param panelRows rows of each panel, at least K: bytes from one panel to the next are 32 · panelRows
 * @param scratch 48·256 floats
 */
export function addOuterProduct(
  M: i32, N: i32, K: i32, A: usize, lda: i32, panels: usize, panelRows: i32, C: usize, ldc: i32, scratch: usize,
): void {
  const aStep = <usize>lda << 2, cStep = <usize>ldc << 2, panelStep = <usize>panelRows << 5;
  for (let k = 0; k < K; k += POSITIONS) {
    const length = min(POSITIONS, K - k);
    const from = A + <usize>k * aStep;
    for (let m = 0; m < M; m += ROWS) {
      const count = min(ROWS, M - m);
      packStripsTransposed(count, length, from + (<usize>m << 2), lda, scratch);
      const c = C + <usize>m * cStep;
      multiply(count, N, length, scratch, panels + (<usize>k << 5), panelStep, 0, c, cStep, c, cStep);
    }
  }
}
