import { hasGates, type ModelSpec } from '../engine/spec.ts';

/** The maximum of φ′ for each nonlinearity of the RNN. */
const STEEPEST: Readonly<Record<ModelSpec['nonlinearity'], number>> = { tanh: 1, relu: 1, sigmoid: 0.25 };

/**
 * The largest factor by which one step can stretch the RNN's state: σ_max(W_hh) · max φ′. Null for other cells,
 * because their gates add and multiply besides W_hh. Source: Pascanu, Mikolov and Bengio, "On the difficulty of
 * training recurrent neural networks", ICML 2013, section 2.1.
 */
export function recurrentBound(spec: ModelSpec, sigma: number): number | null {
  return hasGates(spec) ? null : sigma * STEEPEST[spec.nonlinearity];
}
