import { parameterLayout } from './parameters.ts';
import type { ModelSpec } from './spec.ts';

/**
 * H at which a model has as many parameters as the LSTM of the same spec: of all H from 1 to `most` the one whose count
 * is nearest, the smaller of two that are equally near. Counts are PyTorch's, both biases, embedding and head included.
 */
export function equalSizeHidden(spec: ModelSpec, most: number): number {
  const wanted = parameterLayout({ ...spec, cell: 'lstm' }).size;
  const count = (hidden: number): number => parameterLayout({ ...spec, hidden }).size;
  // The count grows with H: the last H that is not above, by halving.
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
