import type { Atlas } from '../atlas.ts';
import { ROW_BLOCK } from '../rowBlock.ts';
import { shapeConstants, type FusedShape } from '../shape.ts';
import { fragmentSource, repeat } from './fragment.ts';

/** Side of the square of partial sums. */
export const PARTIAL_SIDE = 16;

export const PARTIAL_SAMPLERS = ['gradients', 'losses'] as const;

/** Partial sums of the losses (x) and of the squared gradients (y), PARTIAL_SIDE² of them. */
export function partialSumSource(shape: FusedShape, atlas: Atlas): string {
  return fragmentSource({
    constants: `${shapeConstants(shape)}
const int SIDE = ${PARTIAL_SIDE}, WIDTH = ${atlas.width}, BLOCKS = ${atlas.height / ROW_BLOCK};`,
    outputs: ['outSums'],
    body: `
uniform sampler2DArray gradients;
uniform sampler2D losses;
void main() {
  ivec2 at = ivec2(gl_FragCoord.xy);
  vec4 loss = vec4(0.), square = vec4(0.);
  for (int p = at.y * SIDE + at.x; p < N; p += SIDE * SIDE) loss += texelFetch(losses, ivec2(0, p), 0);
  for (int y = at.y; y < BLOCKS; y += SIDE) for (int x = at.x; x < WIDTH; x += SIDE) {
    vec4 g, sum = vec4(0.);
${repeat(ROW_BLOCK, (q) => `    g = texelFetch(gradients, ivec3(x, y, ${q}), 0); sum += g * g;`)}
    square += sum;
  }
  outSums = vec4(dot(loss, vec4(1.)), dot(square, vec4(1.)), 0., 0.);
}`,
  });
}

export const REPORT_SAMPLERS = ['partial'] as const;

/**
 * One texel: the mean loss (x), the global gradient norm before clipping (y), and a 1 to tell an answer from a lost
 * context.
 */
export function reportSource(shape: FusedShape): string {
  return fragmentSource({
    constants: `${shapeConstants(shape)}\nconst int SIDE = ${PARTIAL_SIDE};`,
    outputs: ['outReport'],
    body: `
uniform sampler2D partial;
void main() {
  vec4 sums = vec4(0.);
  for (int y = 0; y < SIDE; y++) {
    vec4 row = vec4(0.);
    for (int x = 0; x < SIDE; x++) row += texelFetch(partial, ivec2(x, y), 0);
    sums += row;
  }
  outReport = vec4(sums.x / float(T * B), sqrt(sums.y), 1., 0.);
}`,
  });
}
