import type { CellShaders } from '../cellShaders.ts';

/**
 * Gated recurrent unit with its reset gate before the matrix product (Cho et al., EMNLP 2014, eqs. 5–8, with biases).
 * It has two consecutive products and therefore two steps.
 *
 *     r = σ(a_r)   z = σ(a_z)   m = r ⊙ hPrev
 *     n = tanh(a_n),  a_n = W_in x + b_in + W_hn m + b_hn
 *     h = (1 − z) ⊙ n + z ⊙ hPrev
 */
const gates = `
  vec4 r = sigmoid(a[0]);
  outR = r; outZ = sigmoid(a[1]); outM = r * texelFetch(previous, ivec3(group, from, H_LAYER), 0);`;

const candidate = `
  vec4 n = tanhOf(a[2]), z = texelFetch(gates, ivec3(group, t * B4 + b, 1), 0);
  outN = n; outH = (1. - z) * n + z * texelFetch(previous, ivec3(group, from, H_LAYER), 0);`;

/**
 * Backward pass, also in two steps, because dM = W_hnᵀ dA_n needs the complete dH:
 *
 *     dA_n = dH ⊙ (1 − z)(1 − n²)          dA_z = dH ⊙ (hPrev − n) z (1 − z)
 *     dA_r = dM ⊙ hPrev r (1 − r)
 *     dHPrev = dH ⊙ z + dM ⊙ r + W_hhᵀ [dA_r, dA_z]
 */
const save = `
  vec4 r = gate(s, j, 0), z = gate(s, j, 1), n = state(s, j, 0), hPrev = state(s - 1, j, H_LAYER);
  outToR = hPrev * r * (1. - r);
  outToZ = (hPrev - n) * z * (1. - z);
  outToN = (1. - z) * (1. - n * n);
  outSavedZ = z;
  outSavedR = r;
  outSavedM = r * hPrev;`;

const gradientRows = `
mat4 gradientRows(sampler2DArray gradients, int k, int row, int savedRow) {
  vec4 dH = texelFetch(gradients, ivec3(k >> 2, row, k & 3), 0);
  vec4 dM = texelFetch(gradientsOfM, ivec3(k >> 2, savedRow - B4, k & 3), 0);
#ifdef LOOP
  vec4 dAn = vec4(0.);
#else
  vec4 dAn = dH * texelFetch(saved, ivec3(k, savedRow, 2), 0);
#endif
  return mat4(dM * texelFetch(saved, ivec3(k, savedRow, 0), 0), dH * texelFetch(saved, ivec3(k, savedRow, 1), 0),
              dAn, vec4(0.));
}`;

const finish = `
vec4 finish(int j, inout vec4 dH) {
  if (!last) {
    vec4 dM = texelFetch(gradientsOfM, ivec3(j >> 2, nextRow - B4, j & 3), 0);
    dH += gradientNext(j, 0) * savedNext(j, 3) + dM * savedNext(j, 4);
  }
  return vec4(0.);
}`;

const backwardM = `
  for (int k = 0; k < H; k++) {
    vec4 dAn = texelFetch(gradients, ivec3(k >> 2, gradientRow, k & 3), 0) * texelFetch(saved, ivec3(k, nowRow, 2), 0);
    outM0 += dAn * weight(k, 0).z;
    outM1 += dAn * weight(k, 1).z;
    outM2 += dAn * weight(k, 2).z;
    outM3 += dAn * weight(k, 3).z;
  }`;

export const GRU_BEFORE: CellShaders = {
  unitsPerGroup: 1,
  inputGates: [0, 1, 2, null],
  recurrentGates: [0, 1, 2, null],
  states: ['outN', 'outH'],
  gates: ['outR', 'outZ', 'outM'],
  channels: {
    r: { array: 'gates', layer: 0 },
    z: { array: 'gates', layer: 1 },
    n: { array: 'states', layer: 0 },
    h: { array: 'states', layer: 1 },
  },
  h: 1,
  c: null,
  saved: ['outToR', 'outToZ', 'outToN', 'outSavedZ', 'outSavedR', 'outSavedM', 'outSavedH'],
  savedH: 6,
  savedM: 5,
  gradients: 1,
  hasGradC: false,
  forward: [
    { components: 'xy', operand: 'texelFetch(previous, ivec3(k, from, H_LAYER), 0)', body: gates },
    { components: 'z', operand: 'texelFetch(gates, ivec3(k, t * B4 + b, 2), 0)', body: candidate },
  ],
  save,
  gradientRows,
  finish,
  backwardM,
  helpers: '',
};
