/** Operations on four floats at a time: multiply-add, exponential, σ and tanh. */

/** a·b + c; rounded once with relaxed SIMD, twice otherwise. */
// @ts-ignore: decorator
@inline
export function fma(a: v128, b: v128, c: v128): v128 {
  return isDefined(RELAXED) ? f32x4.relaxed_madd(a, b, c) : f32x4.add(f32x4.mul(a, b), c);
}

/** Limits x to lo … hi; NaN stays NaN. */
// @ts-ignore: decorator
@inline
export function limit(x: v128, lo: f32, hi: f32): v128 {
  return f32x4.pmax(f32x4.pmin(x, f32x4.splat(hi)), f32x4.splat(lo));
}

/**
 * Constants of the exponential, four lanes each. They are in memory because V8 rebuilds a vector literal at each use,
 * and there are more constants than registers.
 */
const CONSTANTS = memory.data<f32>([
  1.44269504088896341, 1.44269504088896341, 1.44269504088896341, 1.44269504088896341,
  12582912.0, 12582912.0, 12582912.0, 12582912.0,
  -0.693359375, -0.693359375, -0.693359375, -0.693359375,
  2.12194440e-4, 2.12194440e-4, 2.12194440e-4, 2.12194440e-4,
  0.0013814613, 0.0013814613, 0.0013814613, 0.0013814613,
  0.00836871, 0.00836871, 0.00836871, 0.00836871,
  0.04166839, 0.04166839, 0.04166839, 0.04166839,
  0.16666521, 0.16666521, 0.16666521, 0.16666521,
  0.49999994, 0.49999994, 0.49999994, 0.49999994,
  1.0, 1.0, 1.0, 1.0,
], 16);
const LOG2E: usize = 0;
/** 1.5 · 2²³: added to a small number it leaves the nearest integer in the low bits of the sum. */
const ROUNDER: usize = 16;
/** −ln 2 in two pieces, the first of which is exact in 11 bits. */
const MINUS_LN2_HIGH: usize = 32;
const MINUS_LN2_LOW: usize = 48;
/** q(r) with e^r − 1 = r + r² q(r) for |r| ≤ ln 2 / 2, by Lawson's method (relative error 3e-9); highest power first. */
const Q4: usize = 64;
const Q3: usize = 80;
const Q2: usize = 96;
const Q1: usize = 112;
const Q0: usize = 128;
/** The number 1, which is also the bits of 2⁰. */
const ONE: usize = 144;

// @ts-ignore: decorator
@inline
function constant(at: usize): v128 {
  return v128.load(CONSTANTS + at);
}

/** x / ln 2, rounded to an integer n in the low bits; |x| < 2²¹. */
// @ts-ignore: decorator
@inline
function powerOfTwo(x: v128): v128 {
  return fma(x, constant(LOG2E), constant(ROUNDER));
}

/** 2ⁿ for −126 ≤ n ≤ 127 in the low bits of `rounded`. */
// @ts-ignore: decorator
@inline
function scaleOf(rounded: v128): v128 {
  return i32x4.add(i32x4.shl(rounded, 23), constant(ONE));
}

/** e^r − 1 with r = x − n ln 2. */
// @ts-ignore: decorator
@inline
function remainderExpm1(x: v128, rounded: v128): v128 {
  const n = f32x4.sub(rounded, constant(ROUNDER));
  const r = fma(n, constant(MINUS_LN2_LOW), fma(n, constant(MINUS_LN2_HIGH), x));
  let q = fma(r, constant(Q4), constant(Q3));
  q = fma(q, r, constant(Q2));
  q = fma(q, r, constant(Q1));
  q = fma(q, r, constant(Q0));
  return fma(f32x4.mul(r, r), q, r);
}

/** e^x. x is limited to −87 … 88, where the result is a normal number. */
// @ts-ignore: decorator
@inline
export function exp(x: v128): v128 {
  const limited = limit(x, -87, 88);
  const rounded = powerOfTwo(limited);
  const scale = scaleOf(rounded);
  return fma(remainderExpm1(limited, rounded), scale, scale);
}

/** σ(x) = 1 / (1 + e^−x) */
// @ts-ignore: decorator
@inline
export function sigmoid(x: v128): v128 {
  const one = constant(ONE);
  return f32x4.div(one, f32x4.add(one, exp(f32x4.neg(x))));
}

/** tanh(x) = (e^2x − 1) / (e^2x + 1). It is computed from e^2x − 1, so that small x lose no digits. */
// @ts-ignore: decorator
@inline
export function tanh(x: v128): v128 {
  const doubled = limit(f32x4.add(x, x), -40, 40);
  const rounded = powerOfTwo(doubled);
  const scale = scaleOf(rounded);
  const one = constant(ONE);
  const e = fma(remainderExpm1(doubled, rounded), scale, f32x4.sub(scale, one));
  return f32x4.div(e, f32x4.add(f32x4.add(e, one), one));
}

/** σ in place over `bytes`, a multiple of 32. Two vectors at a time hide each other's latency. */
export function sigmoidAll(at: usize, bytes: usize): void {
  const end = at + bytes;
  for (; at < end; at += 32) {
    const a = sigmoid(v128.load(at)), b = sigmoid(v128.load(at, 16));
    v128.store(at, a);
    v128.store(at, b, 16);
  }
}

/** The sum of the four lanes, in f64. */
// @ts-ignore: decorator
@inline
export function laneSum(x: v128): f64 {
  const pairs = f64x2.add(f64x2.promote_low_f32x4(x), f64x2.promote_low_f32x4(v128.shuffle<f32>(x, x, 2, 3, 2, 3)));
  return f64x2.extract_lane(pairs, 0) + f64x2.extract_lane(pairs, 1);
}
