import { parameterLayout } from './parameters.ts';
import type { ModelSpec } from './spec.ts';

/**
 * The hidden size at which a model has as many parameters as the LSTM of the same spec. Of all H from 1 to `most`,
 * this is the one with the nearest parameter count, and the smaller of two that are equally near. Parameters are
 * counted as in PyTorch: both biases, the embedding and the head are included.
 */
export function equalSizeHidden(spec: ModelSpec, most: number): number {
  const wanted = parameterLayout({ ...spec, cell: 'lstm' }).size;
  const count = (hidden: number): number => parameterLayout({ ...spec, hidden }).size;
  // The parameter count grows with H, so bisection finds the last H that is not above the target.
  let low = 1;
  let high = most;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (count(middle) <= wanted) low = middle;
    else high = middle - 1;
  }
  const isNextNearer = low < most && count(low + 1) - wanted < Math.abs(wanted - count(low));
  return isNextNearer ? low + 1 : low;
}
