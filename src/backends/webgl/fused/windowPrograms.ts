import type { Atlas } from './atlas.ts';
import { cellShaders } from './glsl/cells.ts';
import * as head from './glsl/head.ts';
import * as products from './glsl/products.ts';
import * as steps from './glsl/steps.ts';
import * as sums from './glsl/sums.ts';
import * as tokenSums from './glsl/tokenSums.ts';
import type { ProgramStore } from './programs.ts';
import type { FusedShape } from './shape.ts';

/** The programs of the forward pass over a window. */
export type ForwardPrograms = ReturnType<typeof forwardPrograms>;

/** All programs of a window of this shape. Only the programs that the model needs are compiled. */
export type WindowPrograms = ReturnType<typeof windowPrograms>;

export function forwardPrograms(store: ProgramStore, shape: FusedShape) {
  const { spec } = shape;
  const forward = (input: steps.InputKind) =>
    cellShaders(spec).forward.map((_, step) =>
      store.get(steps.forwardSource(shape, input, step), steps.FORWARD_SAMPLERS, steps.FORWARD_UNIFORMS),
    );
  return {
    /** For layer 0 and for the layers above, one program per step. */
    forwardFirst: forward(spec.embedding > 0 ? 'embedding' : 'one-hot'),
    forwardAbove: spec.layers > 1 ? forward('below') : [],
    save: store.get(steps.saveSource(shape), steps.SAVE_SAMPLERS),
    product: store.get(products.productSource(shape), products.PRODUCT_SAMPLERS, products.REGION_UNIFORM),
    /** Null for one-hot input. */
    table:
      spec.embedding > 0
        ? store.get(tokenSums.tableSource(shape), tokenSums.TABLE_SAMPLERS, tokenSums.TABLE_UNIFORMS)
        : null,
    loss: store.get(head.lossSource(shape), head.LOSS_SAMPLERS),
  };
}

export function windowPrograms(store: ProgramStore, shape: FusedShape, atlas: Atlas) {
  const { spec } = shape;
  const cell = cellShaders(spec);
  const outer = (operand: products.OuterOperand) =>
    store.get(products.outerSource(shape, operand), products.OUTER_SAMPLERS, products.OUTER_UNIFORMS);
  const transposed = (groups: 'V4' | 'G') =>
    store.get(products.transposedSource(shape, groups), products.TRANSPOSED_SAMPLERS, products.REGION_UNIFORM);
  const embedded = (source: string) =>
    store.get(source, tokenSums.TABLE_GRADIENT_SAMPLERS, tokenSums.TABLE_GRADIENT_UNIFORMS);
  return {
    ...forwardPrograms(store, shape),
    backward: store.get(steps.backwardSource(shape), steps.BACKWARD_SAMPLERS, steps.BACKWARD_UNIFORMS),
    backwardM: cell.backwardM
      ? store.get(steps.backwardMSource(shape), steps.BACKWARD_M_SAMPLERS, steps.BACKWARD_UNIFORMS)
      : null,
    preactivation: store.get(steps.preactivationSource(shape), steps.PREACTIVATION_SAMPLERS),
    fromHead: transposed('V4'),
    fromAbove: spec.layers > 1 ? transposed('G') : null,
    outer: outer('h'),
    outerM: cell.savedM !== null ? outer('m') : null,
    tokenSum: store.get(tokenSums.tokenSumSource(shape), tokenSums.TOKEN_SUM_SAMPLERS, tokenSums.TOKEN_SUM_UNIFORMS),
    embedded:
      spec.embedding > 0
        ? {
            inputGradient: embedded(tokenSums.embeddedInputSource(shape)),
            embeddingGradient: embedded(tokenSums.embeddingSource(shape)),
          }
        : null,
    logitGradient: store.get(
      head.logitGradientSource(shape),
      head.LOGIT_GRADIENT_SAMPLERS,
      head.LOGIT_GRADIENT_UNIFORMS,
    ),
    partialSum: store.get(sums.partialSumSource(shape, atlas), sums.PARTIAL_SAMPLERS),
    report: store.get(sums.reportSource(shape), sums.REPORT_SAMPLERS),
  };
}
