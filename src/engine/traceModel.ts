import { traceInPieces } from './pieces.ts';
import { ReferenceWindow } from './referenceWindow.ts';
import type { ModelSpec } from './spec.ts';
import type { Range } from './range.ts';
import type { Trace } from './trace.ts';

/**
 * The trace of a text, computed by the reference in float64 and stored in float32. Besides the retained rows, memory
 * is bounded.
 *
 * @param params in the layout of `parameterLayout(spec)`
 * @param tokens at least one
 * @param step training steps that the weights have taken
 * @param keep the rows to retain; null retains all
 * @param piece timesteps in memory at once
 * @throws RangeError if the text is empty, if `keep` is not a range of it, if a token is not in the vocabulary, or if
 *   the number of parameters does not fit the model.
 */
export function traceText(
  spec: ModelSpec,
  params: Float64Array,
  tokens: Int32Array,
  step: number,
  keep: Range | null = null,
  piece?: number,
): Trace {
  return traceInPieces(new ReferenceWindow(spec, params, piece), tokens, step, keep);
}
