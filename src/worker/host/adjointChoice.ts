/**
 * Chooses the adjoints of a backward pass: the reference's, in float64, if they are fast enough, else the kernels',
 * in float32.
 */
import { lengthOf } from '../../engine/range.ts';
import { stateSize } from '../../analysis/jacobian.ts';
import type { LagStretch } from '../../analysis/lagGradients.ts';
import { CELLS, type ModelSpec } from '../../engine/spec.ts';

/** Backward passes of up to this many multiplications use float64. They take about a third of a second. */
const EXACT_ADJOINTS = 6e8;
/** The same for the Jacobian, which is computed twice to estimate its noise. */
const EXACT_JACOBIAN = 3e8;
/** The same for questions that are repeated for every checkpoint. */
export const EXACT_ADJOINTS_OF_MANY = 1e8;
/** Multiplications for recomputing some losses in float64, and the largest number of such losses. */
const COMPARED_ADJOINTS = 1e8;
const MOST_COMPARED = 8;

/** Multiplications of one adjoint over one timestep of all layers, or of one layer only. */
export function adjointCost({ cell, hidden, layers }: ModelSpec, ofOneLayer = false): number {
  // W_hh of every layer, and W_ih of the layers above the first.
  return CELLS[cell].gates.length * hidden * hidden * (ofOneLayer ? 1 : 2 * layers - 1);
}

/** Whether gradients by lag are computed in float64. */
export function isExactStretch(spec: ModelSpec, { losses, lags }: LagStretch, budget = EXACT_ADJOINTS): boolean {
  return lengthOf(losses) * (lags + 1) * adjointCost(spec) <= budget;
}

/** Whether a layer's Jacobian is computed in float64. It has one adjoint per component of the state. */
export function isExactJacobian(spec: ModelSpec, lags: number): boolean {
  return stateSize(spec) * lags * adjointCost(spec, true) <= EXACT_JACOBIAN;
}

/** How many losses are computed in both precisions, to find how many digits are accurate. */
export function comparedLosses(spec: ModelSpec, { lags }: LagStretch): number {
  return Math.max(1, Math.min(MOST_COMPARED, Math.floor(COMPARED_ADJOINTS / (lags * adjointCost(spec)))));
}
