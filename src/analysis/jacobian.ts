import type { LaneRows, OpenLanes } from '../engine/lanes.ts';
import type { ReadText } from '../engine/readText.ts';
import type { ModelSpec } from '../engine/spec.ts';
import { type DenseMatrix, largestSingularValue, singularValues } from './matrixNorms.ts';
import { type BlockSpectrum, layerSpectra } from './spectra.ts';

/**
 * Blocks of the Jacobian of a layer's state: h: ∂h_t/∂h_{t−k} (LSTM: c_{t−k} held) · c: ∂c_t/∂c_{t−k} (h_{t−k} held) ·
 * state: ∂(h, c)_t/∂(h, c)_{t−k}. Only the LSTM has the last two.
 */
export type JacobianBlock = 'h' | 'c' | 'state';

export interface JacobianCurve {
  readonly block: JacobianBlock;
  /** Largest singular value at lag k, [K + 1]; 1 at lag 0. */
  readonly largest: Float64Array;
}

/** How far a change of the state at t−k reaches the state at t, whatever the loss. */
export interface StateJacobian {
  readonly spec: ModelSpec;
  readonly t: number;
  readonly layer: number;
  /** K, at most t + 1: from there on it is the initial state that would be changed. */
  readonly lags: number;
  readonly curves: readonly JacobianCurve[];
  /** Lags at which all singular values of the block h are given, [H] each, largest first; none above 128 units. */
  readonly spectra: readonly { readonly lag: number; readonly values: Float64Array }[];
  /** The layer's W_hh, gate by gate. */
  readonly gates: readonly BlockSpectrum[];
  /** (σ_max(W_hh) · max φ′)^k bounds the RNN's; null for other cells, whose gates have no such bound. */
  readonly boundPerStep: number | null;
}

const SPECTRUM_LAGS: ReadonlySet<number> = new Set([1, 2, 5, 10, 20, 50, 100, 200]);
/** Most units for whose Jacobian all singular values are found. */
const SPECTRUM_UNITS = 128;

/** The largest φ′ there is. */
const STEEPEST = { tanh: 1, relu: 1, sigmoid: 0.25 } as const;

/**
 * The Jacobian at one timestep, all lags: unit vectors at t, one per lane, walked back through the layer's own recurrence
 * (other layers do not lie on a way from a layer's state to the same layer's later state).
 *
 * @param K wanted; less where the text begins earlier
 */
export async function stateJacobian(
  text: ReadText,
  t: number,
  layer: number,
  K: number,
  open: OpenLanes<ReadText>,
): Promise<StateJacobian> {
  const { spec, params } = text;
  const { hidden: H } = spec;
  const lags = Math.min(K, t + 1);
  const isLstm = spec.cell === 'lstm';
  const count = isLstm ? 2 * H : H;
  const lanes = await open(text, count);
  lanes.clear();
  seed(lanes.gradH(layer), 0, H);
  const dC = lanes.gradC(layer);
  if (dC) seed(dC, H, H);
  const blocks: readonly JacobianBlock[] = isLstm ? ['h', 'c', 'state'] : ['h'];
  const curves = blocks.map((block) => ({
    block,
    largest: new Float64Array(lags + 1).fill(1),
  }));
  const spectra: { lag: number; values: Float64Array }[] = [];
  const whole = isLstm ? new Float64Array(4 * H * H) : null;
  for (let k = 1; k <= lags; k++) {
    lanes.step(layer, { lane: 0, count, row: t - k + 1, apart: 0 });
    lanes.turn();
    const byH = { ...lanes.gradH(layer), rows: H, columns: H };
    const byC = lanes.gradC(layer);
    for (const { block, largest } of curves) {
      const matrix =
        block === 'h' || !byC || !whole
          ? byH
          : block === 'c'
            ? { ...byC, at: byC.at + H * byC.stride, rows: H, columns: H }
            : sideBySide(byH, byC, whole, H);
      largest[k] = largestSingularValue(matrix);
    }
    if (H <= SPECTRUM_UNITS && SPECTRUM_LAGS.has(k)) spectra.push({ lag: k, values: singularValues(byH) });
  }
  const gates = layerSpectra(spec, params, layer);
  return {
    spec,
    t,
    layer,
    lags,
    curves,
    spectra,
    gates,
    boundPerStep: spec.cell === 'rnn' ? gates[0].sigma * STEEPEST[spec.nonlinearity] : null,
  };
}

/** The identity in the rows from `lane` on. */
function seed({ data, at, stride }: LaneRows, lane: number, width: number): void {
  for (let j = 0; j < width; j++) data[at + (lane + j) * stride + j] = 1;
}

/** [2H, 2H]: ∂/∂h_{t−k} at the left, ∂/∂c_{t−k} at the right; rows of h_t above those of c_t. */
function sideBySide(left: LaneRows, right: LaneRows, into: Float64Array, H: number): DenseMatrix {
  for (let m = 0; m < 2 * H; m++) {
    for (const [part, rows] of [left, right].entries()) {
      const from = rows.at + m * rows.stride;
      into.set(rows.data.subarray(from, from + H), m * 2 * H + part * H);
    }
  }
  return { data: into, at: 0, stride: 2 * H, rows: 2 * H, columns: 2 * H };
}
