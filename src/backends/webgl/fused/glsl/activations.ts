import { EXPONENTIAL } from './exponential.ts';

/**
 * σ and tanh for four lanes, accurate near 0 and finite far from it. No exponential of a positive number is computed.
 * Below 1/4 tanh is its series (whose next term is under 1e-8 of the value), because 1 − e loses small values. NaN is
 * propagated explicitly, because an exponential may turn it into a number, and a divergence must not be hidden.
 */
export const ACTIVATIONS = `${EXPONENTIAL}
vec4 sigmoid(vec4 a) {
  vec4 e = exponential(-abs(a));
  vec4 s = 1. / (1. + e);
  return mix(mix(s, e * s, lessThan(a, vec4(0.))), a, isnan(a));
}
vec4 tanhOf(vec4 a) {
  vec4 e = exponential(-2. * abs(a));
  vec4 t = (1. - e) / (1. + e);
  vec4 a2 = a * a;
  vec4 series = a * (1. + a2 * (-1. / 3. + a2 * (2. / 15. + a2 * (-17. / 315. + a2 * (62. / 2835.)))));
  t = mix(mix(t, -t, lessThan(a, vec4(0.))), series, lessThan(abs(a), vec4(.25)));
  return mix(t, a, isnan(a));
}`;
