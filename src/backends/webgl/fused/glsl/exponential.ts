/**
 * e^x for four lanes, accurate to the last digit or two. GLSL leaves the precision of its own exp to the driver, and
 * SwiftShader's errors are large and one-sided enough to double a run's distance from the reference.
 *
 * x = n ln 2 + r with |r| ≤ ln 2 / 2, with ln 2 in two pieces of which the first is exact in 11 bits; e^r − 1 = r +
 * r² q(r), with q by Lawson's method (relative error 3e-9), as in the wasm kernels. Below −87 the result is 0, above
 * 88 it is e^88. The result for NaN is undefined.
 */
export const EXPONENTIAL = `
vec4 exponential(vec4 x) {
  vec4 y = clamp(x, -87., 88.), n = floor(y * 1.44269504 + .5);
  vec4 r = (y - n * .693359375) + n * 2.12194440e-4;
  vec4 q = .49999994 + r * (.16666521 + r * (.04166839 + r * (.00836871 + r * .0013814613)));
  vec4 power = intBitsToFloat((ivec4(n) + 127) << 23);
  return mix(power + power * (r + r * r * q), vec4(0.), lessThan(x, vec4(-87.)));
}`;
