import { ROW_BLOCK } from '../rowBlock.ts';
import { shapeConstants, type FusedShape } from '../shape.ts';
import { OCCURRENCES_WIDTH } from '../tokens.ts';
import { SUM_BLOCK } from './products.ts';
import { fragmentSource, numbered, repeat } from './fragment.ts';

/** The operations of layer 0 that work per symbol instead of per position, because its input is one of V rows. */

export const TOKEN_SUM_SAMPLERS = ['occurrences', 'gradients'] as const;
export const TOKEN_SUM_UNIFORMS = ['region'] as const;

/**
 * Σ ∂L/∂a over the positions of each symbol: W_ih's gradient for one-hot input, and the gradient of the token table
 * for an embedding. ROW_BLOCK symbols per fragment, one layer each; row V is the bias, the sum over all positions.
 */
export function tokenSumSource(shape: FusedShape): string {
  return fragmentSource({
    constants: shapeConstants(shape),
    outputs: numbered('row', ROW_BLOCK),
    body: `
uniform ivec2 region;
uniform highp usampler2D occurrences;
uniform sampler2DArray gradients;
int entry(int k) {
  return int(texelFetch(occurrences, ivec2(k & ${OCCURRENCES_WIDTH - 1}, k >> ${Math.log2(OCCURRENCES_WIDTH)}), 0).x);
}
vec4 sumOf(int v, int group) {
  vec4 sum = vec4(0.);
  if (v < V) {
    int end = entry(v + 1);
    for (int k = entry(v); k < end; k++) {
      int position = entry(V + 1 + k);
      sum += texelFetch(gradients, ivec3(group, position >> 2, position & 3), 0);
    }
  } else if (v == V) {
    for (int first = 0; first < N; first += ${SUM_BLOCK}) {
      vec4 part = vec4(0.);
      for (int p = first; p < min(first + ${SUM_BLOCK}, N); p++) {
        part += texelFetch(gradients, ivec3(group, p, 0), 0) + texelFetch(gradients, ivec3(group, p, 1), 0)
              + texelFetch(gradients, ivec3(group, p, 2), 0) + texelFetch(gradients, ivec3(group, p, 3), 0);
      }
      sum += part;
    }
  }
  return sum;
}
void main() {
  int group = int(gl_FragCoord.x) - region.x, v = int(gl_FragCoord.y) * ${ROW_BLOCK} - region.y;
${repeat(ROW_BLOCK, (q) => `  row${q} = sumOf(v + ${q}, group);`)}
}`,
  });
}

export const TABLE_SAMPLERS = ['parameters'] as const;
export const TABLE_UNIFORMS = ['embedding', 'inputRegion'] as const;

/**
 * table = embedding W_ihᵀ + b_ih, [V, G·4]: the input's part of the pre-activations by symbol. One fragment per
 * symbol and group.
 */
export function tableSource(shape: FusedShape): string {
  return fragmentSource({
    constants: shapeConstants(shape),
    outputs: ['outRow'],
    body: `
uniform ivec2 embedding;
uniform ivec2 inputRegion;
uniform sampler2D parameters;
void main() {
  int group = int(gl_FragCoord.x), v = int(gl_FragCoord.y);
  outRow = texelFetch(parameters, inputRegion + ivec2(group, E), 0);
  for (int e = 0; e < E; e++) {
    float x = texelFetch(parameters, embedding + ivec2(e >> 2, v), 0)[e & 3];
    outRow += x * texelFetch(parameters, inputRegion + ivec2(group, e), 0);
  }
}`,
  });
}

export const TABLE_GRADIENT_SAMPLERS = ['parameters', 'tableGradient'] as const;
export const TABLE_GRADIENT_UNIFORMS = ['embedding', 'inputRegion'] as const;

const TABLE_GRADIENT = `
uniform ivec2 embedding;
uniform ivec2 inputRegion;
uniform sampler2D parameters;
uniform sampler2DArray tableGradient;
vec4 dRow(int v, int group) { return texelFetch(tableGradient, ivec3(group, v / ${ROW_BLOCK}, v % ${ROW_BLOCK}), 0); }`;

/** dW_ih = dTableᵀ embedding, and b_ih's gradient in row E. ROW_BLOCK columns e of one group per fragment. */
export function embeddedInputSource(shape: FusedShape): string {
  return fragmentSource({
    constants: shapeConstants(shape),
    outputs: numbered('row', ROW_BLOCK),
    body: `${TABLE_GRADIENT}
void main() {
  int group = int(gl_FragCoord.x) - inputRegion.x, e = int(gl_FragCoord.y) * ${ROW_BLOCK} - inputRegion.y;
${repeat(ROW_BLOCK, (q) => `  row${q} = vec4(0.);`)}
  for (int v = 0; v < V; v++) {
    vec4 d = dRow(v, group);
    vec4 first = texelFetch(parameters, embedding + ivec2(e >> 2, v), 0);
    vec4 second = e + 4 < E ? texelFetch(parameters, embedding + ivec2((e >> 2) + 1, v), 0) : vec4(0.);
${repeat(ROW_BLOCK, (q) => `    row${q} += d * ${q < 4 ? 'first' : 'second'}[${q % 4}];`)}
  }
${repeat(ROW_BLOCK, (q) => `  if (e + ${q} >= E) row${q} = e + ${q} == E ? dRow(V, group) : vec4(0.);`)}
}`,
  });
}

/** dEmbedding = dTable W_ih. ROW_BLOCK symbols and four of their components per fragment. */
export function embeddingSource(shape: FusedShape): string {
  return fragmentSource({
    constants: shapeConstants(shape),
    outputs: numbered('row', ROW_BLOCK),
    body: `${TABLE_GRADIENT}
vec4 weight(int group, int e) {
  return e < E ? texelFetch(parameters, inputRegion + ivec2(group, e), 0) : vec4(0.);
}
void main() {
  int e = 4 * (int(gl_FragCoord.x) - embedding.x), v = int(gl_FragCoord.y) * ${ROW_BLOCK} - embedding.y;
${repeat(ROW_BLOCK, (q) => `  row${q} = vec4(0.);`)}
  for (int group = 0; group < G; group++) {
    mat4 w = mat4(weight(group, e), weight(group, e + 1), weight(group, e + 2), weight(group, e + 3));
${repeat(ROW_BLOCK, (q) => `    row${q} += dRow(v + ${q}, group) * w;`)}
  }
${repeat(ROW_BLOCK, (q) => `  if (v + ${q} >= V) row${q} = vec4(0.);`)}
}`,
  });
}
