import { sigmoidAll, tanh } from '../simd';

const TANH: i32 = 0;
const RELU: i32 = 1;

/**
 * h = φ(a) in place for B rows of H units, of which the first `units` are real. The padding must stay 0, which σ(0)
 * is not.
 *
 * @param phi 0 tanh, 1 ReLU, 2 σ
 */
export function rnnForward(phi: i32, B: i32, H: i32, units: i32, h: usize): void {
  const end = h + (<usize>(B * H) << 2);
  if (phi == TANH) {
    for (let j = h; j < end; j += 16) v128.store(j, tanh(v128.load(j)));
  } else if (phi == RELU) {
    for (let j = h; j < end; j += 16) v128.store(j, f32x4.pmax(v128.load(j), f32x4.splat(0)));
  } else {
    sigmoidAll(h, end - h);
    if (units < H) {
      for (let j = h; j < end; j += <usize>H << 2) memory.fill(j + (<usize>units << 2), 0, <usize>(H - units) << 2);
    }
  }
}

/**
 * Backward pass: dA = dH ⊙ φ′(a), with φ′ in terms of h: 1 − h² (tanh), 1 where h > 0 (ReLU), h (1 − h) (σ). All
 * arrays are [B, H], `bytes` in size.
 */
export function rnnBackward(phi: i32, bytes: usize, h: usize, dH: usize, dA: usize): void {
  const one = f32x4.splat(1), zero = f32x4.splat(0);
  for (let j: usize = 0; j < bytes; j += 16) {
    const x = v128.load(h + j), d = v128.load(dH + j);
    let dx: v128;
    if (phi == TANH) dx = f32x4.mul(d, f32x4.sub(one, f32x4.mul(x, x)));
    else if (phi == RELU) dx = v128.and(d, f32x4.gt(x, zero));
    else dx = f32x4.mul(d, f32x4.mul(x, f32x4.sub(one, x)));
    v128.store(dA + j, dx);
  }
}
