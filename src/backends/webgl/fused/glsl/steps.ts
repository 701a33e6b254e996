import { shapeConstants, type FusedShape } from '../shape.ts';
import { ACTIVATIONS } from './activations.ts';
import { cellShaders } from './cells.ts';
import { fragmentSource, numbered, repeat } from './fragment.ts';

/**
 * The programs of one cell: the forward and backward timesteps, the pass that saves values of all timesteps for the
 * backward pass, and the pass that collects the pre-activation gradients of all timesteps.
 *
 * Arrays of the loop over time exist twice, for even and odd timesteps, so that a step never samples the texture that
 * it renders to. State s is the state after timestep s − 1 (state 0 is the initial one). It is in row ⌊s/2⌋·B4 + b of
 * array s mod 2, and in row s·B4 + b of `saved`. Gradients of timestep t are in row ⌊t/2⌋·B4 + b of array t mod 2.
 */

/**
 * The source of a layer's input: one row per token of W_ih, one row per token of the product of the embedding and
 * W_ih, or the layer below.
 */
export type InputKind = 'one-hot' | 'embedding' | 'below';

export const FORWARD_SAMPLERS = ['parameters', 'previous', 'gates', 'tokens', 'table', 'projected'] as const;
export const FORWARD_UNIFORMS = ['t', 'recurrent', 'inputRegion'] as const;

/** W_ih x + b_ih + b_hh of a group, one column per lane. */
const INPUT_PART: Readonly<Record<InputKind, string>> = {
  'one-hot': `
uniform ivec2 inputRegion;
uniform usampler2D tokens;
vec4 column(uint x) { return texelFetch(parameters, inputRegion + ivec2(group, int(x)), 0); }
mat4 inputPart() {
  uvec4 x = texelFetch(tokens, ivec2(b, t), 0);
  vec4 bias = column(uint(V)) + texelFetch(parameters, recurrent + ivec2(group, H), 0);
  return mat4(bias + column(x.x), bias + column(x.y), bias + column(x.z), bias + column(x.w));
}`,
  embedding: `
uniform sampler2D table;
uniform usampler2D tokens;
vec4 row(uint x) { return texelFetch(table, ivec2(group, int(x)), 0); }
mat4 inputPart() {
  uvec4 x = texelFetch(tokens, ivec2(b, t), 0);
  vec4 bias = texelFetch(parameters, recurrent + ivec2(group, H), 0);
  return mat4(bias + row(x.x), bias + row(x.y), bias + row(x.z), bias + row(x.w));
}`,
  below: `
uniform sampler2DArray projected;
vec4 lane(int q) { return texelFetch(projected, ivec3(group, t * B4 + b, q), 0); }
mat4 inputPart() {
  vec4 bias = texelFetch(parameters, recurrent + ivec2(group, H), 0);
  return mat4(bias + lane(0), bias + lane(1), bias + lane(2), bias + lane(3));
}`,
};

function layerConstants(shape: FusedShape): string {
  const { h, c } = cellShaders(shape.spec);
  return `${shapeConstants(shape)}\nconst int H_LAYER = ${h}, C = ${c ?? 0};`;
}

/** One timestep of one layer, one fragment per group and four lanes: a = W_ih x + b_ih + W_hh h + b_hh, then the cell. */
export function forwardSource(shape: FusedShape, input: InputKind, step: number): string {
  const cell = cellShaders(shape.spec);
  const { components, operand, body } = cell.forward[step];
  const last = step === cell.forward.length - 1;
  const type = components.length === 1 ? 'float' : `vec${components.length}`;
  return fragmentSource({
    constants: layerConstants(shape),
    outputs: last ? cell.states : cell.gates,
    body: `
uniform int t;
uniform ivec2 recurrent;
uniform sampler2D parameters;
uniform sampler2DArray previous;
uniform sampler2DArray gates;
int group, b;
${INPUT_PART[input]}
${ACTIVATIONS}
${cell.helpers}
void main() {
  group = int(gl_FragCoord.x);
  b = int(gl_FragCoord.y) - ${last ? '((t + 1) >> 1)' : 't'} * B4;
  int from = (t >> 1) * B4 + b;
  mat4 lanes = inputPart();
  ${type} z0 = ${type}(0.), z1 = ${type}(0.), z2 = ${type}(0.), z3 = ${type}(0.);
  for (int k = 0; k < H; k++) {
    ${type} w = texelFetch(parameters, recurrent + ivec2(group, k), 0).${components};
    vec4 h = ${operand};
    z0 += w * h.x; z1 += w * h.y; z2 += w * h.z; z3 += w * h.w;
  }
${repeat(4, (lane) => `  lanes[${lane}].${components} += z${lane};`)}
  mat4 a = transpose(lanes);
${body}
}`,
  });
}

export const SAVE_SAMPLERS = ['even', 'odd', 'gates'] as const;

/**
 * Collects from the states of all timesteps the values that the backward pass needs: one fragment per group and
 * state.
 */
export function saveSource(shape: FusedShape): string {
  const cell = cellShaders(shape.spec);
  const h = cell.saved.slice(cell.savedH, cell.savedH + cell.unitsPerGroup);
  return fragmentSource({
    constants: layerConstants(shape),
    outputs: cell.saved,
    body: `
uniform sampler2DArray even;
uniform sampler2DArray odd;
uniform sampler2DArray gates;
int b;
${ACTIVATIONS}
vec4 state(int s, int j, int layer) {
  ivec3 at = ivec3(j, (s >> 1) * B4 + b, layer);
  if ((s & 1) == 0) return texelFetch(even, at, 0);
  return texelFetch(odd, at, 0);
}
vec4 gate(int s, int j, int layer) { return texelFetch(gates, ivec3(j, (s - 1) * B4 + b, layer), 0); }
void main() {
  int j = int(gl_FragCoord.x), s = int(gl_FragCoord.y) / B4;
  b = int(gl_FragCoord.y) - s * B4;
${cell.saved.map((name) => `  ${name} = vec4(0.);`).join('\n')}
  if (s > 0) {${cell.save}
  }
${h.map((name, q) => `  ${name} = state(s, j, H_LAYER + ${q});`).join('\n')}
}`,
  });
}

export const BACKWARD_SAMPLERS = ['parameters', 'above', 'after', 'saved', 'gradientsOfM'] as const;
export const BACKWARD_UNIFORMS = ['t', 'recurrent'] as const;

/**
 * One backward timestep of one layer, one fragment per four units and four lanes: ∂L/∂h_t = the part from above +
 * W_hhᵀ ∂L/∂a_{t+1} + the part that the cell passes on directly.
 */
export function backwardSource(shape: FusedShape): string {
  const cell = cellShaders(shape.spec);
  return fragmentSource({
    constants: `${layerConstants(shape)}\n#define LOOP`,
    outputs: [...numbered('outH', 4), ...(cell.gradients === 2 ? numbered('outSecond', 4) : [])],
    body: `
uniform int t;
uniform ivec2 recurrent;
uniform sampler2D parameters;
uniform sampler2DArray above;
uniform sampler2DArray after;
uniform sampler2DArray saved;
uniform sampler2DArray gradientsOfM;
int afterRow, nowRow, nextRow;
bool last;
vec4 savedNow(int j, int layer) { return texelFetch(saved, ivec3(j, nowRow, layer), 0); }
vec4 savedNext(int j, int layer) { return texelFetch(saved, ivec3(j, nextRow, layer), 0); }
vec4 gradientNext(int j, int block) { return texelFetch(after, ivec3(j >> 2, afterRow, 4 * block + (j & 3)), 0); }
${cell.gradientRows}
${cell.finish}
void main() {
  int four = int(gl_FragCoord.x), b = int(gl_FragCoord.y) - (t >> 1) * B4;
  last = t == T - 1;
  afterRow = ((t + 1) >> 1) * B4 + b;
  nowRow = (t + 1) * B4 + b;
  nextRow = nowRow + B4;
  vec4 dH0 = vec4(0.), dH1 = vec4(0.), dH2 = vec4(0.), dH3 = vec4(0.);
  if (!last) {
    for (int k = 0; k < G; k++) {
      mat4 dA = gradientRows(after, k, afterRow, nextRow);
      ivec2 weight = recurrent + ivec2(k, 4 * four);
${repeat(4, (q) => `      dH${q} += dA * texelFetch(parameters, weight + ivec2(0, ${q}), 0);`)}
    }
  }
${repeat(4, (q) => `  dH${q} += texelFetch(above, ivec3(four, t * B4 + b, ${q}), 0);`)}
  vec4 second;
${repeat(
  4,
  (q) => `  second = finish(4 * four + ${q}, dH${q});
  outH${q} = 4 * four + ${q} < H ? dH${q} : vec4(0.);
  ${cell.gradients === 2 ? `outSecond${q} = 4 * four + ${q} < H ? second : vec4(0.);` : ''}`,
)}
}`,
  });
}

export const BACKWARD_M_SAMPLERS = ['parameters', 'gradients', 'saved'] as const;

/** The second of two backward steps: ∂L/∂m_t from the complete ∂L/∂h_t of the first. */
export function backwardMSource(shape: FusedShape): string {
  return fragmentSource({
    constants: layerConstants(shape),
    outputs: numbered('outM', 4),
    body: `
uniform int t;
uniform ivec2 recurrent;
uniform sampler2D parameters;
uniform sampler2DArray gradients;
uniform sampler2DArray saved;
int four;
vec4 weight(int k, int q) { return texelFetch(parameters, recurrent + ivec2(k, 4 * four + q), 0); }
void main() {
  four = int(gl_FragCoord.x);
  int b = int(gl_FragCoord.y) - t * B4, gradientRow = (t >> 1) * B4 + b, nowRow = (t + 1) * B4 + b;
${repeat(4, (q) => `  outM${q} = vec4(0.);`)}
${cellShaders(shape.spec).backwardM ?? ''}
${repeat(4, (q) => `  if (4 * four + ${q} >= H) outM${q} = vec4(0.);`)}
}`,
  });
}

export const PREACTIVATION_SAMPLERS = ['even', 'odd', 'saved', 'gradientsOfM'] as const;

/**
 * ∂L/∂a at all T·B positions, one layer per lane, from the results of the backward steps. One fragment per group and
 * position.
 */
export function preactivationSource(shape: FusedShape): string {
  return fragmentSource({
    constants: layerConstants(shape),
    outputs: numbered('lane', 4),
    body: `
uniform sampler2DArray even;
uniform sampler2DArray odd;
uniform sampler2DArray saved;
uniform sampler2DArray gradientsOfM;
${cellShaders(shape.spec).gradientRows}
void main() {
  int k = int(gl_FragCoord.x), position = int(gl_FragCoord.y), t = position / B4;
  int row = (t >> 1) * B4 + position - t * B4, savedRow = position + B4;
  mat4 dA;
  if ((t & 1) == 0) dA = gradientRows(even, k, row, savedRow);
  else dA = gradientRows(odd, k, row, savedRow);
  mat4 lanes = transpose(dA);
${repeat(4, (q) => `  lane${q} = lanes[${q}];`)}
}`,
  });
}
