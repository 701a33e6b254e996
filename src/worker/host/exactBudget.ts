import { parameterLayout } from '../../engine/parameters.ts';
import { CELLS, type ModelSpec } from '../../engine/spec.ts';

/**
 * Computations of up to this many multiplications use the float64 reference. They take about a tenth of a second: the
 * trace of an LSTM of 64 units over 1,000 characters needs 90 million. Larger ones use the kernels, in float32.
 */
const EXACT_BUDGET = 1.5e8;

/**
 * Whether the reference is fast enough.
 *
 * @param passes how often each weight is used per timestep: 1 for the forward pass, 3 with gradients
 */
export function isWithinExactBudget(spec: ModelSpec, steps: number, passes: 1 | 3): boolean {
  // Weights that are looked up by row need no multiplication.
  const fetched = spec.embedding > 0 ? 0 : CELLS[spec.cell].gates.length * spec.hidden * spec.vocab;
  return passes * steps * (parameterLayout(spec).size - fetched) <= EXACT_BUDGET;
}
