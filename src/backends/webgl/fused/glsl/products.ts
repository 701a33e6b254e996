import { ROW_BLOCK } from '../rowBlock.ts';
import { shapeConstants, type FusedShape } from '../shape.ts';
import { cellShaders } from './cells.ts';
import { fragmentSource, numbered, repeat } from './fragment.ts';

/** The products over all T·B positions outside the loop over time. Weights are regions of the atlas. */

/** The texel of unit k's h in row `row` of `saved`, whose layers depend on the cell. */
function positionOfH(shape: FusedShape): string {
  const { unitsPerGroup, savedH } = cellShaders(shape.spec);
  return unitsPerGroup === 4 ? 'ivec3(k >> 2, row, k & 3)' : `ivec3(k, row, ${savedH})`;
}

export const PRODUCT_SAMPLERS = ['parameters', 'saved'] as const;
export const REGION_UNIFORM = ['region'] as const;

/**
 * Y = H Wᵀ + bias at all positions: the head's logits, or the input of a layer from the one below. One fragment per
 * group of four rows of W and four lanes; writes one layer per lane.
 */
export function productSource(shape: FusedShape): string {
  return fragmentSource({
    constants: shapeConstants(shape),
    outputs: numbered('lane', 4),
    body: `
uniform ivec2 region;
uniform sampler2D parameters;
uniform sampler2DArray saved;
void main() {
  int group = int(gl_FragCoord.x), row = int(gl_FragCoord.y) + B4;
  vec4 bias = texelFetch(parameters, region + ivec2(group, H), 0);
  vec4 y0 = bias, y1 = bias, y2 = bias, y3 = bias;
  for (int k = 0; k < H; k++) {
    vec4 w = texelFetch(parameters, region + ivec2(group, k), 0), h = texelFetch(saved, ${positionOfH(shape)}, 0);
    y0 += w * h.x; y1 += w * h.y; y2 += w * h.z; y3 += w * h.w;
  }
  lane0 = y0; lane1 = y1; lane2 = y2; lane3 = y3;
}`,
  });
}

export const TRANSPOSED_SAMPLERS = ['parameters', 'gradients'] as const;

/**
 * dH = dY W at all positions: ∂L/∂h of the layer that a product has read. One fragment per four units and four lanes;
 * writes one layer per unit of the four.
 *
 * @param groups texels in a row of W
 */
export function transposedSource(shape: FusedShape, groups: 'V4' | 'G'): string {
  return fragmentSource({
    constants: shapeConstants(shape),
    outputs: numbered('unit', 4),
    body: `
uniform ivec2 region;
uniform sampler2D parameters;
uniform sampler2DArray gradients;
void main() {
  int four = int(gl_FragCoord.x), row = int(gl_FragCoord.y);
${repeat(4, (q) => `  vec4 dH${q} = vec4(0.);`)}
  for (int k = 0; k < ${groups}; k++) {
    mat4 dY = transpose(mat4(${[0, 1, 2, 3].map((q) => `texelFetch(gradients, ivec3(k, row, ${q}), 0)`).join(', ')}));
    ivec2 weight = region + ivec2(k, 4 * four);
${repeat(4, (q) => `    dH${q} += dY * texelFetch(parameters, weight + ivec2(0, ${q}), 0);`)}
  }
${repeat(4, (q) => `  unit${q} = 4 * four + ${q} < H ? dH${q} : vec4(0.);`)}
}`,
  });
}

export const OUTER_SAMPLERS = ['saved', 'gradients'] as const;
export const OUTER_UNIFORMS = ['region', 'shift'] as const;

/**
 * Positions that are summed before their sum is added to the total. The rounding error of a plain sum grows with its
 * length, that of a sum of sums with the square root of its length.
 */
export const SUM_BLOCK = 16;

/** The quantity of `saved` that W_hh's columns multiply. */
export type OuterOperand = 'h' | 'm';

/**
 * dW = dYᵀ H and dbias = Σ dY over all positions, for one region. Each fragment computes ROW_BLOCK columns k of one
 * group of rows, one layer of the gradient's array each. Row H of the region is the bias, whose input is a constant
 * 1. `shift` is the number of rows by which `saved` is ahead: B4 for h of the same timestep, 0 for h of the timestep
 * before.
 */
export function outerSource(shape: FusedShape, operand: OuterOperand): string {
  const { savedM } = cellShaders(shape.spec);
  const position = operand === 'm' ? `ivec3(k, row, ${savedM})` : positionOfH(shape);
  const fetch = (q: number): string => `texelFetch(saved, ${position.replace(/\bk\b/g, `(k + ${q})`)}, 0)`;
  const add = (q: number, x: string): string => `      x = ${x}; part${q} += lanes * x;`;
  const overPositions = (operands: (q: number) => string): string => `
    for (int first = 0; first < N; first += ${SUM_BLOCK}) {
${repeat(ROW_BLOCK, (q) => `      vec4 part${q} = vec4(0.);`)}
      for (int p = first, end = min(first + ${SUM_BLOCK}, N); p < end; p++) {
        int row = p + shift;
        mat4 lanes = mat4(${[0, 1, 2, 3].map((q) => `texelFetch(gradients, ivec3(group, p, ${q}), 0)`).join(', ')});
${repeat(ROW_BLOCK, (q) => add(q, operands(q)))}
      }
${repeat(ROW_BLOCK, (q) => `      sum${q} += part${q};`)}
    }`;
  return fragmentSource({
    constants: shapeConstants(shape),
    outputs: numbered('row', ROW_BLOCK),
    body: `
uniform ivec2 region;
uniform int shift;
uniform sampler2DArray saved;
uniform sampler2DArray gradients;
void main() {
  int group = int(gl_FragCoord.x) - region.x, k = int(gl_FragCoord.y) * ${ROW_BLOCK} - region.y;
${repeat(ROW_BLOCK, (q) => `  vec4 sum${q} = vec4(0.);`)}
  vec4 x;
  if (k + ${ROW_BLOCK} <= H) {${overPositions(fetch)}
  } else {${overPositions((q) => `vec4(k + ${q} == H); if (k + ${q} < H) x = ${fetch(q)}`)}
  }
${repeat(ROW_BLOCK, (q) => `  row${q} = sum${q};`)}
}`,
  });
}
