import { traceText } from '../../../../src/engine/traceModel.ts';
import type { OpenedModel } from '../../../../src/formats/models/openedModel.ts';

/** The logits of an opened model at every token, by the reference, [T, V]. */
export function readLogits({ spec, params }: OpenedModel, tokens: readonly number[]): number[] {
  return Array.from(traceText(spec, Float64Array.from(params), Int32Array.from(tokens), 0).logits);
}

/** The largest difference of two lists of numbers; infinite if they differ in length. */
export function largestDifference(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return Infinity;
  return Math.max(...a.map((value, k) => Math.abs(value - b[k]!)));
}

export function sigmoid(a: number): number {
  return 1 / (1 + Math.exp(-a));
}

/** Row vector [K] times matrix [K, N], rows of which begin at `firstRow`. */
export function timesMatrix(x: readonly number[], matrix: ArrayLike<number>, N: number, firstRow = 0): number[] {
  return Array.from({ length: N }, (_, n) =>
    x.reduce((sum, value, k) => sum + value * matrix[(firstRow + k) * N + n]!, 0),
  );
}
