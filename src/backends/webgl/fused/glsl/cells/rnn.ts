import type { Nonlinearity } from '../../../../../engine/cells/channels.ts';
import type { CellShaders } from '../cellShaders.ts';
import { repeat } from '../fragment.ts';

/** φ, and φ′ in terms of h. */
const PHI: Readonly<Record<Nonlinearity, { readonly of: string; readonly slope: string }>> = {
  tanh: { of: 'tanhOf(a)', slope: '1. - h * h' },
  // NaN stays NaN: max(0, NaN) may be 0.
  relu: { of: 'mix(a, vec4(0.), lessThan(a, vec4(0.)))', slope: 'vec4(greaterThan(h, vec4(0.)))' },
  sigmoid: { of: 'sigmoid(a)', slope: 'h * (1. - h)' },
};

/**
 * The plain recurrent cell, as torch.nn.RNN has it, four units per fragment.
 *
 *     h = φ(a)          dA = dH ⊙ φ′(a)
 *
 * A backward step writes ∂L/∂a beside ∂L/∂h, so only h needs to be saved.
 */
export function rnn(nonlinearity: Nonlinearity): CellShaders {
  const phi = PHI[nonlinearity];
  return {
    unitsPerGroup: 4,
    inputGates: [0, 0, 0, 0],
    recurrentGates: [0, 0, 0, 0],
    states: ['outH0', 'outH1', 'outH2', 'outH3'],
    gates: [],
    channels: { h: { array: 'states', layer: 0 } },
    h: 0,
    c: null,
    saved: ['outSavedH0', 'outSavedH1', 'outSavedH2', 'outSavedH3'],
    savedH: 0,
    savedM: null,
    gradients: 2,
    hasGradC: false,
    forward: [
      {
        components: 'xyzw',
        operand: 'texelFetch(previous, ivec3(k >> 2, from, k & 3), 0)',
        body: repeat(4, (q) => `  outH${q} = phi(a[${q}]);`),
      },
    ],
    save: '',
    gradientRows: `
mat4 gradientRows(sampler2DArray gradients, int g, int row, int savedRow) {
  return mat4(texelFetch(gradients, ivec3(g, row, 4), 0), texelFetch(gradients, ivec3(g, row, 5), 0),
              texelFetch(gradients, ivec3(g, row, 6), 0), texelFetch(gradients, ivec3(g, row, 7), 0));
}`,
    finish: `
vec4 finish(int j, inout vec4 dH) {
  vec4 h = texelFetch(saved, ivec3(j >> 2, nowRow, j & 3), 0);
  return dH * (${phi.slope});
}`,
    backwardM: null,
    helpers: `
vec4 phi(vec4 a) { return ${phi.of}; }`,
  };
}
