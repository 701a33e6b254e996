import { traceInPieces } from './pieces.ts';
import { ReferenceWindow } from './referenceWindow.ts';
import type { ModelSpec } from './spec.ts';
import type { Stretch, Trace } from './trace.ts';

/**
 * The trace of a text, computed by the reference in float64 and stored in float32, in bounded memory besides what is kept.
 *
 * @param params in the layout of `parameterLayout(spec)`
 * @param tokens at least one
 * @param step training steps the weights have seen
 * @param keep rows to keep; null keeps all
 * @param piece timesteps that are in memory at once
 * @throws RangeError if the text is empty, `keep` is no stretch of it, a token is no symbol of the vocabulary, or the
 * parameters are not as many as the model's own.
 */
export function traceText(
  spec: ModelSpec,
  params: Float64Array,
  tokens: Int32Array,
  step: number,
  keep: Stretch | null = null,
  piece?: number,
): Trace {
  return traceInPieces(new ReferenceWindow(spec, params, piece), tokens, step, keep);
}
