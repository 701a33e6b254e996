/** Four floats at a time: multiply-add and the exponential family. */

/** a·b + c; rounded once where relaxed SIMD has it, twice otherwise. */
// @ts-ignore: decorator
@inline
export function fma(a: v128, b: v128, c: v128): v128 {
  return isDefined(RELAXED) ? f32x4.relaxed_madd(a, b, c) : f32x4.add(f32x4.mul(a, b), c);
}

/** x limited to lo … hi; a NaN stays a NaN. */
// @ts-ignore: decorator
@inline
export function limit(x: v128, lo: f32, hi: f32): v128 {
  return f32x4.pmax(f32x4.pmin(x, f32x4.splat(hi)), f32x4.splat(lo));
}

/** 1.5 · 2²³: added to a small number it leaves the nearest integer in the low bits of the sum. */
const ROUNDER: f32 = 12582912.0;

/** x / ln 2, rounded to an integer n, which stands in the low bits; |x| < 2²¹. */
// @ts-ignore: decorator
@inline
function powerOfTwo(x: v128): v128 {
  return fma(x, f32x4.splat(1.44269504088896341), f32x4.splat(ROUNDER));
}

/** 2ⁿ for −126 ≤ n ≤ 127 in the low bits of `rounded`. */
// @ts-ignore: decorator
@inline
function scaleOf(rounded: v128): v128 {
  return i32x4.add(i32x4.shl(rounded, 23), i32x4.splat(0x3f800000));
}

/**
 * e^r − 1 with r = x − n ln 2, |r| ≤ ln 2 / 2: r + r² q(r), q of degree 4 by Lawson's method (relative error of the
 * polynomial 3e-9). ln 2 is taken off in two pieces, the first of which is exact in 11 bits.
 */
// @ts-ignore: decorator
@inline
function remainderExpm1(x: v128, rounded: v128): v128 {
  const n = f32x4.sub(rounded, f32x4.splat(ROUNDER));
  let r = fma(n, f32x4.splat(-0.693359375), x);
  r = fma(n, f32x4.splat(2.12194440e-4), r);
  let q = fma(f32x4.splat(0.0013814613), r, f32x4.splat(0.00836871));
  q = fma(q, r, f32x4.splat(0.04166839));
  q = fma(q, r, f32x4.splat(0.16666521));
  q = fma(q, r, f32x4.splat(0.49999994));
  return fma(f32x4.mul(r, r), q, r);
}

/** e^x; x is limited to −87 … 88, where the result is a normal number. */
// @ts-ignore: decorator
@inline
export function exp(x: v128): v128 {
  const limited = limit(x, -87, 88);
  const rounded = powerOfTwo(limited);
  const scale = scaleOf(rounded);
  return fma(scale, remainderExpm1(limited, rounded), scale);
}

/** σ(x) = 1 / (1 + e^−x) */
// @ts-ignore: decorator
@inline
export function sigmoid(x: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exp(f32x4.neg(x))));
}

/** tanh(x) = (e^2x − 1) / (e^2x + 1), through e^2x − 1 so that small x keep all their digits. */
// @ts-ignore: decorator
@inline
export function tanh(x: v128): v128 {
  const doubled = limit(f32x4.add(x, x), -40, 40);
  const rounded = powerOfTwo(doubled);
  const scale = scaleOf(rounded);
  const e = fma(scale, remainderExpm1(doubled, rounded), f32x4.sub(scale, f32x4.splat(1)));
  return f32x4.div(e, f32x4.add(e, f32x4.splat(2)));
}

/** The four lanes added up, in f64. */
// @ts-ignore: decorator
@inline
export function laneSum(x: v128): f64 {
  const pairs = f64x2.add(f64x2.promote_low_f32x4(x), f64x2.promote_low_f32x4(v128.shuffle<f32>(x, x, 2, 3, 2, 3)));
  return f64x2.extract_lane(pairs, 0) + f64x2.extract_lane(pairs, 1);
}
