import { crossEntropyBackward } from './loss.ts';
import { parameterLayout, parameterView } from './parameters.ts';
import { addProduct, matrix, transpose } from './products.ts';
import type { ReadText } from './readText.ts';

/**
 * ∂L_t/∂h_t of the last layer for each single loss at `first` … `first + count − 1`, [count, H]: W_headᵀ (softmax −
 * one-hot). L_t is the loss of predicting tokens[t + 1] at t, in nats.
 *
 * @throws RangeError if no character follows one of the positions.
 */
export function lossSeeds({ spec, params, tokens, logits }: ReadText, first: number, count: number): Float64Array {
  const { vocab: V, hidden: H } = spec;
  if (first < 0 || count < 1 || first + count >= tokens.length) {
    throw new RangeError(`no losses stand at ${first} to ${first + count - 1} of ${tokens.length} characters`);
  }
  const dLogits = new Float64Array(count * V);
  for (let p = 0; p < count; p++) {
    // The function reads and writes at the same offset, so each position gets a view of its own logits.
    const own = logits.subarray((first + p) * V, (first + p + 1) * V);
    crossEntropyBackward(V, own, dLogits.subarray(p * V, (p + 1) * V), 0, tokens[first + p + 1]!, 1);
  }
  const headT = new Float64Array(H * V);
  transpose(V, H, parameterView(parameterLayout(spec), params, 'head.weight'), 0, headT);
  const seeds = new Float64Array(count * H);
  addProduct(count, H, V, matrix(dLogits, 0, V), matrix(headT, 0, V), matrix(seeds, 0, H));
  return seeds;
}
