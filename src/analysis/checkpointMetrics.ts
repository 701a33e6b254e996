import type { ReadText } from '../engine/readText.ts';
import { lagCurves, type LayerLagCurves } from './lagCurves.ts';
import type { LagErrors } from './lagErrors.ts';
import type { LagGradients } from './lagGradients.ts';
import { type BlockSpectrum, blockSpectra } from './spectra.ts';

/** The metrics of one model's checkpoint: curves only, no vectors. */
export interface CheckpointMetrics {
  /** Curves by lag over the losses of the range, one per layer. */
  readonly layers: readonly LayerLagCurves[];
  /** The spectrum of every gate's block of W_hh, layer after layer. */
  readonly blocks: readonly BlockSpectrum[];
}

/**
 * Curves by lag and spectra of the recurrent weights, for a text read with the weights of one training step.
 *
 * @param gradients of losses that all have the full range of lags before them
 * @param errors of the gradients if they are float32
 * @throws RangeError if a loss does not have the full range of lags before it.
 */
export function checkpointMetrics(
  { spec, params }: ReadText,
  gradients: LagGradients,
  errors: LagErrors | null = null,
): CheckpointMetrics {
  const { losses, lags } = gradients;
  if (losses.from < lags) throw new RangeError('the first loss has not the whole range of lags before it');
  return { layers: lagCurves(gradients, losses.from, errors), blocks: blockSpectra(spec, params) };
}

/**
 * The first lag from which every value is below a share of the value at lag 0. Null if the last value is not, or if
 * the gradient at lag 0 is zero.
 */
export function reachOf(curve: ArrayLike<number>, share: number): number | null {
  if (!(curve[0] > 0)) return null;
  let k = curve.length;
  while (k > 0 && curve[k - 1] < share * curve[0]) k--;
  return k === curve.length ? null : k;
}
