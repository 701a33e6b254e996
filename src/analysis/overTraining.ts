import type { OpenLanes } from '../engine/lanes.ts';
import type { ReadText } from '../engine/readText.ts';
import { lagCurves } from './lagCurves.ts';
import { lagGradients, type LagStretch } from './lagGradients.ts';
import { type BlockSpectrum, blockSpectra } from './spectra.ts';

/** What is kept of one model at one training step: curves, no vectors. */
export interface TrainingMoment {
  /** One per layer. */
  readonly layers: readonly {
    /** Geometric mean of ‖∂L_t/∂h_{t−k}‖ over the stretch's losses, [K + 1]; norms below 1e-30 enter as 1e-30. */
    readonly h: Float64Array;
    /** The same of ‖∂L_t/∂c_{t−k}‖; the LSTM's alone. */
    readonly c: Float64Array | null;
  }[];
  /** Every gate's block of W_hh, layer after layer. */
  readonly blocks: readonly BlockSpectrum[];
}

/**
 * Gradients by lag and spectra of the recurrent weights, of a text read with the weights of one training step.
 *
 * @param stretch its first loss has the whole range of lags before it
 * @throws RangeError if it has not, or the text ends before the stretch.
 */
export async function trainingMoment(
  text: ReadText,
  stretch: LagStretch,
  open: OpenLanes<ReadText>,
): Promise<TrainingMoment> {
  const { first, lags } = stretch;
  if (first < lags) throw new RangeError('the first loss has not the whole range of lags before it');
  const curves = lagCurves(await lagGradients(text, stretch, open), first);
  return {
    layers: curves.map(({ h, c }) => ({ h: h.absolute.mean, c: c && c.whole.absolute.mean })),
    blocks: blockSpectra(text.spec, text.params),
  };
}

/** The first lag from which on every value is below a share of the value at lag 0; null where the last one is not. */
export function reachOf(curve: ArrayLike<number>, share: number): number | null {
  let k = curve.length;
  while (k > 0 && curve[k - 1] < share * curve[0]) k--;
  return k === curve.length ? null : k;
}
