import { parameterLayout, parameterView } from '../engine/parameters.ts';
import type { Channel } from '../engine/cells/channels.ts';
import { CELLS, type ModelSpec } from '../engine/spec.ts';
import { spectralRadius } from './eigenvalues.ts';
import { type DenseMatrix, largestSingularValue } from './matrixNorms.ts';
import { quantile } from './quantile.ts';
import { singularValues } from './singularValues.ts';

/**
 * The largest block for which more than σ_max is computed: eigenvalues and singular values of four such blocks take
 * about a second.
 */
const MAX_RADIUS_HIDDEN = 256;

/** The spectrum of one gate's [H, H] block of W_hh. */
export interface BlockSpectrum {
  readonly layer: number;
  readonly gate: Channel;
  /** σ_max, the largest singular value; NaN if an entry of the block is not finite. */
  readonly sigma: number;
  /** First quartile, median and third quartile of the H singular values; null if H is above `MAX_RADIUS_HIDDEN`. */
  readonly quartiles: readonly [number, number, number] | null;
  /** The spectral radius, the largest |eigenvalue|; null if H is above `MAX_RADIUS_HIDDEN`. */
  readonly radius: number | null;
}

/** Every gate's block of W_hh, layer after layer, gates in PyTorch's order. */
export function blockSpectra(spec: ModelSpec, params: Float32Array | Float64Array): BlockSpectrum[] {
  return Array.from({ length: spec.layers }, (_, layer) => layerSpectra(spec, params, layer)).flat();
}

/** Every gate's block of one layer's W_hh, in PyTorch's order. */
export function layerSpectra(spec: ModelSpec, params: Float32Array | Float64Array, layer: number): BlockSpectrum[] {
  const H = spec.hidden;
  const data = parameterView(parameterLayout(spec), params, `rnn.weight_hh_l${layer}`);
  return CELLS[spec.cell].gates.map((gate, k) => {
    const block: DenseMatrix = { data, at: k * H * H, stride: H, rows: H, columns: H };
    return { layer, gate, ...spectrumOf(block) };
  });
}

function spectrumOf(block: DenseMatrix): Pick<BlockSpectrum, 'sigma' | 'quartiles' | 'radius'> {
  const { data, at, rows: H } = block;
  const entries = data.subarray(at, at + H * H);
  if (!entries.every(Number.isFinite)) return { sigma: Number.NaN, quartiles: null, radius: Number.NaN };
  if (H > MAX_RADIUS_HIDDEN) return { sigma: largestSingularValue(block), quartiles: null, radius: null };
  const values = singularValues(block).reverse();
  return {
    sigma: values[H - 1],
    quartiles: [quantile(values, 0.25), quantile(values, 0.5), quantile(values, 0.75)],
    radius: spectralRadius(entries, H),
  };
}
