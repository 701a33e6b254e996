import type { CellShaders } from '../cellShaders.ts';

/**
 * Long short-term memory, as torch.nn.LSTM has it.
 *
 *     i = σ(a_i)   f = σ(a_f)   g = tanh(a_g)   o = σ(a_o)
 *     c = f ⊙ cPrev + i ⊙ g
 *     h = o ⊙ tanh(c)
 */
const forward = `
  vec4 i = sigmoid(a[0]), f = sigmoid(a[1]), g = tanhOf(a[2]), o = sigmoid(a[3]);
  vec4 c = f * texelFetch(previous, ivec3(group, from, C), 0) + i * g;
  vec4 h = o * tanhOf(c);
  outI = i; outF = f; outG = g; outO = o; outC = c; outH = h;`;

/**
 * Backward pass. Everything that does not depend on the order of time is computed outside the loop as factors:
 *
 *     dC   = dH ⊙ o (1 − tanh²c) + dC of the next step ⊙ f of the next step
 *     dA_i = dC ⊙ g i (1 − i)          dA_f = dC ⊙ cPrev f (1 − f)
 *     dA_g = dC ⊙ i (1 − g²)           dA_o = dH ⊙ tanh(c) o (1 − o)
 */
const save = `
  vec4 i = state(s, j, 0), f = state(s, j, 1), g = state(s, j, 2), o = state(s, j, 3), c = state(s, j, C);
  vec4 cPrev = state(s - 1, j, C), tanhC = tanhOf(c);
  outToI = g * i * (1. - i);
  outToF = cPrev * f * (1. - f);
  outToG = i * (1. - g * g);
  outToO = tanhC * o * (1. - o);
  outToC = o * (1. - tanhC * tanhC);
  outSavedF = f;`;

const gradientRows = `
mat4 gradientRows(sampler2DArray gradients, int k, int row, int savedRow) {
  vec4 dH = texelFetch(gradients, ivec3(k >> 2, row, k & 3), 0);
  vec4 dC = texelFetch(gradients, ivec3(k >> 2, row, 4 + (k & 3)), 0);
  return mat4(dC * texelFetch(saved, ivec3(k, savedRow, 0), 0), dC * texelFetch(saved, ivec3(k, savedRow, 1), 0),
              dC * texelFetch(saved, ivec3(k, savedRow, 2), 0), dH * texelFetch(saved, ivec3(k, savedRow, 3), 0));
}`;

const finish = `
vec4 finish(int j, inout vec4 dH) {
  vec4 dC = dH * savedNow(j, 4);
  if (!last) dC += gradientNext(j, 1) * savedNext(j, 5);
  return dC;
}`;

export const LSTM: CellShaders = {
  unitsPerGroup: 1,
  inputGates: [0, 1, 2, 3],
  recurrentGates: [0, 1, 2, 3],
  states: ['outI', 'outF', 'outG', 'outO', 'outC', 'outH'],
  gates: [],
  channels: {
    i: { array: 'states', layer: 0 },
    f: { array: 'states', layer: 1 },
    g: { array: 'states', layer: 2 },
    o: { array: 'states', layer: 3 },
    c: { array: 'states', layer: 4 },
    h: { array: 'states', layer: 5 },
  },
  h: 5,
  c: 4,
  saved: ['outToI', 'outToF', 'outToG', 'outToO', 'outToC', 'outSavedF', 'outSavedH'],
  savedH: 6,
  savedM: null,
  gradients: 2,
  hasGradC: true,
  forward: [{ components: 'xyzw', operand: 'texelFetch(previous, ivec3(k, from, H_LAYER), 0)', body: forward }],
  save,
  gradientRows,
  finish,
  backwardM: null,
  helpers: '',
};
