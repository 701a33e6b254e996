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
 * Backwards, all as multiples of dH:
 *
 *     dA_n = dH ⊙ (1 − z)(1 − n²)          dM   = dA_n ⊙ r
 *     dA_z = dH ⊙ (hPrev − n) z (1 − z)    dA_r = dA_n ⊙ m r (1 − r)
 *     dHPrev = dH ⊙ z + (what W_hhᵀ brings back from dA_r, dA_z and dM)
 */
const keep = `
  vec4 r = state(s, j, 0), z = state(s, j, 1), n = state(s, j, 2), m = state(s, j, 3), hPrev = state(s - 1, j, H_LAYER);
  vec4 toN = (1. - z) * (1. - n * n);
  outToR = toN * m * r * (1. - r);
  outToZ = (hPrev - n) * z * (1. - z);
  outToN = toN;
  outToM = toN * r;
  outKeptZ = z;`;

const gradientRows = `
mat4 gradientRows(sampler2DArray gradients, int k, int row, int keptRow) {
  vec4 dH = texelFetch(gradients, ivec3(k >> 2, row, k & 3), 0);
#ifdef LOOP
  vec4 dAn = vec4(0.);
#else
  vec4 dAn = dH * texelFetch(kept, ivec3(k, keptRow, 2), 0);
#endif
  return mat4(dH * texelFetch(kept, ivec3(k, keptRow, 0), 0), dH * texelFetch(kept, ivec3(k, keptRow, 1), 0),
              dAn, dH * texelFetch(kept, ivec3(k, keptRow, 3), 0));
}`;

const finish = `
vec4 finish(int j, inout vec4 dH) {
  if (!last) dH += gradientNext(j, 0) * keptNext(j, 4);
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
  kept: ['outToR', 'outToZ', 'outToN', 'outToM', 'outKeptZ', 'outKeptH'],
  keptH: 5,
  keptM: null,
  gradients: 1,
  hasGradC: false,
  forward: [{ components: 'xyw', operand: 'texelFetch(previous, ivec3(k, from, H_LAYER), 0)', body: forward }],
  keep,
  gradientRows,
  finish,
  backwardM: null,
  helpers: '',
};
