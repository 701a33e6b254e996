import type { CellShaders } from '../cellShaders.ts';

/**
 * Gated recurrent unit with its reset gate after the matrix product, as torch.nn.GRU has it. The four components of a
 * group are a_r, a_z, the input's part a_n and the state's part m = W_hn hPrev + b_hn, which the gate r multiplies.
 *
 *     r = σ(a_r)   z = σ(a_z)   n = tanh(a_n + r ⊙ m)
 *     h = (1 − z) ⊙ n + z ⊙ hPrev
 */
const forward = `
  vec4 r = sigmoid(a[0]), z = sigmoid(a[1]), m = a[3];
  vec4 n = tanhOf(a[2] + r * m);
  vec4 hPrev = texelFetch(previous, ivec3(group, from, H_LAYER), 0);
  outR = r; outZ = z; outN = n; outM = m; outH = (1. - z) * n + z * hPrev;`;

/**
 * Backward pass, with all gradients as multiples of dH:
 *
 *     dA_n = dH ⊙ (1 − z)(1 − n²)          dM   = dA_n ⊙ r
 *     dA_z = dH ⊙ (hPrev − n) z (1 − z)    dA_r = dA_n ⊙ m r (1 − r)
 *     dHPrev = dH ⊙ z + W_hhᵀ [dA_r, dA_z, dM]
 */
const save = `
  vec4 r = state(s, j, 0), z = state(s, j, 1), n = state(s, j, 2), m = state(s, j, 3), hPrev = state(s - 1, j, H_LAYER);
  vec4 toN = (1. - z) * (1. - n * n);
  outToR = toN * m * r * (1. - r);
  outToZ = (hPrev - n) * z * (1. - z);
  outToN = toN;
  outToM = toN * r;
  outSavedZ = z;`;

const gradientRows = `
mat4 gradientRows(sampler2DArray gradients, int k, int row, int savedRow) {
  vec4 dH = texelFetch(gradients, ivec3(k >> 2, row, k & 3), 0);
#ifdef LOOP
  vec4 dAn = vec4(0.);
#else
  vec4 dAn = dH * texelFetch(saved, ivec3(k, savedRow, 2), 0);
#endif
  return mat4(dH * texelFetch(saved, ivec3(k, savedRow, 0), 0), dH * texelFetch(saved, ivec3(k, savedRow, 1), 0),
              dAn, dH * texelFetch(saved, ivec3(k, savedRow, 3), 0));
}`;

const finish = `
vec4 finish(int j, inout vec4 dH) {
  if (!last) dH += gradientNext(j, 0) * savedNext(j, 4);
  return vec4(0.);
}`;

export const GRU_AFTER: CellShaders = {
  unitsPerGroup: 1,
  inputGates: [0, 1, 2, null],
  recurrentGates: [0, 1, null, 2],
  states: ['outR', 'outZ', 'outN', 'outM', 'outH'],
  gates: [],
  channels: {
    r: { array: 'states', layer: 0 },
    z: { array: 'states', layer: 1 },
    n: { array: 'states', layer: 2 },
    h: { array: 'states', layer: 4 },
  },
  h: 4,
  c: null,
  saved: ['outToR', 'outToZ', 'outToN', 'outToM', 'outSavedZ', 'outSavedH'],
  savedH: 5,
  savedM: null,
  gradients: 1,
  hasGradC: false,
  forward: [{ components: 'xyw', operand: 'texelFetch(previous, ivec3(k, from, H_LAYER), 0)', body: forward }],
  save,
  gradientRows,
  finish,
  backwardM: null,
  helpers: '',
};
