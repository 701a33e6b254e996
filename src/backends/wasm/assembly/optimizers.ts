/**
 * Clipping and updates, in place, over flat arrays of `count` floats (a multiple of 4). Formulas:
 * engine/optimizers.ts.
 */
import { limit } from './simd';

/** Σ g², in f64. */
export function squaredNorm(count: i32, grads: usize): f64 {
  let low = f64x2.splat(0), high = low;
  for (let j: usize = 0; j < <usize>count << 2; j += 16) {
    const g = v128.load(grads + j);
    const a = f64x2.promote_low_f32x4(g), b = f64x2.promote_low_f32x4(v128.shuffle<f32>(g, g, 2, 3, 2, 3));
    low = f64x2.add(low, f64x2.mul(a, a));
    high = f64x2.add(high, f64x2.mul(b, b));
  }
  const sum = f64x2.add(low, high);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

/** Mean of `count` f64, in order. */
export function sumOf(count: i32, values: usize): f64 {
  let sum: f64 = 0;
  for (let p: usize = 0; p < <usize>count; p++) sum += load<f64>(values + (p << 3));
  return sum;
}

/** A gradient after clipping: scaled (by norm), then limited to ±bound (by value). */
// @ts-ignore: decorator
@inline
function clipped(g: v128, scale: v128, bound: f32): v128 {
  return limit(f32x4.mul(g, scale), -bound, bound);
}

/**
 * parameter −= delta. The rounding error is stored in `compensation` (see compensation.ts). It is exact whichever of
 * the two is larger (Knuth's two-sum).
 */
// @ts-ignore: decorator
@inline
function subtract(params: usize, compensation: usize, delta: v128): void {
  const p = v128.load(params), change = f32x4.sub(v128.load(compensation), delta);
  const sum = f32x4.add(p, change);
  const taken = f32x4.sub(sum, p);
  const error = f32x4.add(f32x4.sub(p, f32x4.sub(sum, taken)), f32x4.sub(change, taken));
  v128.store(params, sum);
  v128.store(compensation, error);
}

export function sgd(count: i32, params: usize, compensation: usize, grads: usize, scale: f32, bound: f32, rate: f32): void {
  const factor = f32x4.splat(scale), rates = f32x4.splat(rate);
  for (let j: usize = 0; j < <usize>count << 2; j += 16) {
    const g = clipped(v128.load(grads + j), factor, bound);
    subtract(params + j, compensation + j, f32x4.mul(rates, g));
  }
}

/**
 * s = decay s + gain g²;  p −= rate g / (√(s + inside) + outside): Adagrad (decay = gain = 1; ε outside the root, or
 * inside for min-char-rnn's) and RMSProp (decay β₂, gain 1 − β₂).
 */
export function scaledByRoot(
  count: i32, params: usize, compensation: usize, grads: usize, s: usize, scale: f32, bound: f32, rate: f32,
  decay: f32, gain: f32, inside: f32, outside: f32,
): void {
  const factor = f32x4.splat(scale), rates = f32x4.splat(rate), decays = f32x4.splat(decay), gains = f32x4.splat(gain);
  const insides = f32x4.splat(inside), outsides = f32x4.splat(outside);
  for (let j: usize = 0; j < <usize>count << 2; j += 16) {
    const g = clipped(v128.load(grads + j), factor, bound);
    const sNew = f32x4.add(f32x4.mul(decays, v128.load(s + j)), f32x4.mul(gains, f32x4.mul(g, g)));
    v128.store(s + j, sNew);
    const root = f32x4.add(f32x4.sqrt(f32x4.add(sNew, insides)), outsides);
    subtract(params + j, compensation + j, f32x4.div(f32x4.mul(rates, g), root));
  }
}

/** m = β₁ m + (1 − β₁) g;  v = β₂ v + (1 − β₂) g²;  p −= rate m / (√v · rootScale + ε). */
export function adam(
  count: i32, params: usize, compensation: usize, grads: usize, m: usize, v: usize, scale: f32, bound: f32, rate: f32,
  beta1: f32, gain1: f32, beta2: f32, gain2: f32, rootScale: f32, epsilon: f32,
): void {
  const factor = f32x4.splat(scale), rates = f32x4.splat(rate);
  const b1 = f32x4.splat(beta1), g1 = f32x4.splat(gain1), b2 = f32x4.splat(beta2), g2 = f32x4.splat(gain2);
  const roots = f32x4.splat(rootScale), epsilons = f32x4.splat(epsilon);
  for (let j: usize = 0; j < <usize>count << 2; j += 16) {
    const g = clipped(v128.load(grads + j), factor, bound);
    const mNew = f32x4.add(f32x4.mul(b1, v128.load(m + j)), f32x4.mul(g1, g));
    const vNew = f32x4.add(f32x4.mul(b2, v128.load(v + j)), f32x4.mul(g2, f32x4.mul(g, g)));
    v128.store(m + j, mNew);
    v128.store(v + j, vNew);
    const root = f32x4.add(f32x4.mul(f32x4.sqrt(vNew), roots), epsilons);
    subtract(params + j, compensation + j, f32x4.div(f32x4.mul(rates, mNew), root));
  }
}
