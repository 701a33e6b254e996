import type { ClipSettings, OptimizerKind } from '../../../../engine/stepSettings.ts';
import { ROW_BLOCK } from '../rowBlock.ts';
import { fragmentSource } from './fragment.ts';

/**
 * Clipping and the optimizers, over the whole atlas in one draw: PyTorch's formulas as in `engine/clip.ts` and
 * `engine/optimizers.ts`. Padding has a gradient of 0 and stays 0.
 */

/** g after clipping. Comparisons with NaN are false, so NaN stays. */
const CLIP: Readonly<Record<ClipSettings['kind'], string>> = {
  none: '',
  // min(1, max / (norm + 1e-6))
  norm: `
  float scale = clipMax / (texelFetch(report, ivec2(0), 0).y + 1e-6);
  if (scale < 1.) g *= scale;`,
  value: `
  g = mix(g, vec4(clipMax), greaterThan(g, vec4(clipMax)));
  g = mix(g, vec4(-clipMax), lessThan(g, vec4(-clipMax)));`,
};

/**
 * delta, which is subtracted from p, with the moments s, m, v; `rate` is η, for Adam η / (1 − β₁ⁿ), and `vScale` is 1
 * / √(1 − β₂ⁿ).
 */
const UPDATE: Readonly<Record<OptimizerKind, string>> = {
  sgd: `
  delta = rate * g;`,
  adagrad: `
  vec4 s = texelFetch(first, at, 0) + g * g;
  outFirst = s;
  delta = rate * g / (sqrt(s) + epsilon);`,
  'adagrad-minchar': `
  vec4 s = texelFetch(first, at, 0) + g * g;
  outFirst = s;
  delta = rate * g / sqrt(s + epsilon);`,
  rmsprop: `
  vec4 s = beta2 * texelFetch(first, at, 0) + oneMinusBeta2 * g * g;
  outFirst = s;
  delta = rate * g / (sqrt(s) + epsilon);`,
  adam: `
  vec4 m = beta1 * texelFetch(first, at, 0) + oneMinusBeta1 * g;
  vec4 v = beta2 * texelFetch(second, at, 0) + oneMinusBeta2 * g * g;
  outFirst = m;
  outSecond = v;
  delta = rate * m / (sqrt(v) * vScale + epsilon);`,
};

/**
 * The rounding error of the parameter goes into the compensation (see compensation.ts). It is exact whichever of the
 * two is larger (Knuth's two-sum). A compiler that reassociates sums would leave zeros there.
 */
const SUBTRACT = `
  vec4 change = texelFetch(compensation, at, 0) - delta;
  vec4 sum = p + change, taken = sum - p;
  outParameter = sum;
  outCompensation = (p - (sum - taken)) + (change - taken);`;

export const UPDATE_SAMPLERS = ['parameters', 'compensation', 'gradients', 'report', 'first', 'second'] as const;
export const UPDATE_UNIFORMS = [
  'rate',
  'epsilon',
  'beta1',
  'beta2',
  'oneMinusBeta1',
  'oneMinusBeta2',
  'vScale',
  'clipMax',
] as const;

export function updateSource(optimizer: OptimizerKind, clip: ClipSettings['kind'], moments: number): string {
  return fragmentSource({
    constants: '',
    outputs: ['outParameter', 'outCompensation', 'outFirst', 'outSecond'].slice(0, 2 + moments),
    body: `
uniform sampler2D parameters;
uniform sampler2D compensation;
uniform sampler2DArray gradients;
uniform sampler2D report;
uniform sampler2D first;
uniform sampler2D second;
uniform float rate, epsilon, beta1, beta2, oneMinusBeta1, oneMinusBeta2, vScale, clipMax;
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  vec4 p = texelFetch(parameters, at, 0), delta;
  vec4 g = texelFetch(gradients, ivec3(at.x, at.y / ${ROW_BLOCK}, at.y % ${ROW_BLOCK}), 0);
${CLIP[clip]}
${UPDATE[optimizer]}
${SUBTRACT}
}`,
  });
}
