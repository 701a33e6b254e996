import { parameterLayout } from '../../engine/parameters.ts';
import { GATES, type ModelSpec } from '../../engine/spec.ts';

/**
 * What takes at most so many multiplications is computed by the float64 reference, in about a tenth of a second: the trace of
 * an LSTM of 64 units over 1,000 characters needs 90 million. More is read on the kernels, in float32.
 */
const EXACT_BUDGET = 1.5e8;

/**
 * Whether the reference is fast enough.
 *
 * @param passes how often each weight is used at every step: 1 forward, 3 with the gradients
 */
export function isWithinExactBudget(spec: ModelSpec, steps: number, passes: 1 | 3): boolean {
  // Weights that are fetched as a row are not multiplied with.
  const fetched = spec.embedding > 0 ? 0 : GATES[spec.cell].length * spec.hidden * spec.vocab;
  return passes * steps * (parameterLayout(spec).size - fetched) <= EXACT_BUDGET;
}
