import { shapeConstants, type FusedShape } from '../shape.ts';
import { EXPONENTIAL } from './exponential.ts';
import { fragmentSource, numbered, repeat } from './fragment.ts';

/**
 * Softmax cross-entropy of all positions. Logits have one layer per lane and four symbols per texel. Components
 * beyond the vocabulary and lanes beyond the batch are masked.
 */
const MASKS = `
bvec4 inVocabulary(int v4) { return lessThan(4 * v4 + ivec4(0, 1, 2, 3), ivec4(V)); }
bool inBatch(int row, int lane) { return 4 * (row % B4) + lane < B; }
uvec4 targetsOf(int row) { return texelFetch(tokens, ivec2(row % B4, T + row / B4), 0); }`;

export const LOSS_SAMPLERS = ['logits', 'tokens'] as const;

/** loss = log Σ e^logit − logit of the target. The largest logit is subtracted first. One fragment per four lanes. */
export function lossSource(shape: FusedShape): string {
  return fragmentSource({
    constants: shapeConstants(shape),
    outputs: ['outLogSumExp', 'outLoss'],
    body: `
uniform sampler2DArray logits;
uniform usampler2D tokens;
${MASKS}
${EXPONENTIAL}
float logSumExp(int row, int lane) {
  vec4 most = vec4(-3.4e38), sum = vec4(0.);
  for (int v = 0; v < V4; v++) {
    most = max(most, mix(most, texelFetch(logits, ivec3(v, row, lane), 0), inVocabulary(v)));
  }
  float largest = max(max(most.x, most.y), max(most.z, most.w));
  for (int v = 0; v < V4; v++) {
    sum += mix(vec4(0.), exponential(texelFetch(logits, ivec3(v, row, lane), 0) - largest), inVocabulary(v));
  }
  return largest + log(dot(sum, vec4(1.)));
}
float targetLogit(int row, int lane, int y) { return texelFetch(logits, ivec3(y >> 2, row, lane), 0)[y & 3]; }
void main() {
  int row = int(gl_FragCoord.y);
  ivec4 y = ivec4(targetsOf(row));
${repeat(
  4,
  (q) => `  outLogSumExp[${q}] = logSumExp(row, ${q});
  outLoss[${q}] = inBatch(row, ${q}) ? outLogSumExp[${q}] - targetLogit(row, ${q}, y[${q}]) : 0.;`,
)}
}`,
  });
}

export const LOGIT_GRADIENT_SAMPLERS = ['logits', 'logSumExp', 'tokens'] as const;
export const LOGIT_GRADIENT_UNIFORMS = ['weight'] as const;

/**
 * dLogit_v = weight · (softmax_v − [v = target]). One fragment per four symbols and four lanes; one layer per lane.
 */
export function logitGradientSource(shape: FusedShape): string {
  return fragmentSource({
    constants: shapeConstants(shape),
    outputs: numbered('lane', 4),
    body: `
uniform float weight;
uniform sampler2DArray logits;
uniform sampler2D logSumExp;
uniform usampler2D tokens;
${MASKS}
${EXPONENTIAL}
vec4 gradient(int v, int row, int lane, float sum, int y) {
  vec4 softmax = exponential(texelFetch(logits, ivec3(v, row, lane), 0) - sum);
  vec4 d = weight * (softmax - vec4(equal(4 * v + ivec4(0, 1, 2, 3), ivec4(y))));
  return inBatch(row, lane) ? mix(vec4(0.), d, inVocabulary(v)) : vec4(0.);
}
void main() {
  int v = int(gl_FragCoord.x), row = int(gl_FragCoord.y);
  ivec4 y = ivec4(targetsOf(row));
  vec4 sum = texelFetch(logSumExp, ivec2(0, row), 0);
${repeat(4, (q) => `  lane${q} = gradient(v, row, ${q}, sum[${q}], y[${q}]);`)}
}`,
  });
}
