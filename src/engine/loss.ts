/**
 * Softmax cross-entropy at one position, in nats:
 *
 *     loss = log Σ_v e^{logits_v} − logits_target
 *
 * Its relative error is that of its logits however small it is: a loss of 1e-9 does not come out of a difference of
 * two tens.
 *
 * @param logits [V] at `at`
 */
export function crossEntropy(V: number, logits: Float64Array, at: number, target: number): number {
  const { max, rest } = sumOfPowers(V, logits, at);
  return max - logits[at + target]! + Math.log1p(rest);
}

/** log Σ_v e^{logits_v} of the V logits at `at`. */
export function logSumExp(V: number, logits: Float64Array, at: number): number {
  const { max, rest } = sumOfPowers(V, logits, at);
  return max + Math.log1p(rest);
}

/**
 * Σ_v e^{logits_v} as e^max · (1 + rest). The largest logit is subtracted first, so that no exponential overflows, and its
 * own 1 is kept apart, so that small terms are not rounded away beside it.
 */
function sumOfPowers(V: number, logits: Float64Array, at: number): { readonly max: number; readonly rest: number } {
  let top = 0;
  for (let v = 1; v < V; v++) if (logits[at + v]! > logits[at + top]!) top = v;
  const max = logits[at + top]!;
  let rest = 0;
  for (let v = 0; v < V; v++) if (v !== top) rest += Math.exp(logits[at + v]! - max);
  return { max, rest };
}

/**
 * Gradient of weight · loss with respect to the logits at one position:
 *
 *     dLogits_v = weight · (softmax(logits)_v − [v = target])
 *
 * @param dLogits receives the gradient, [V] at `at`
 */
export function crossEntropyBackward(
  V: number,
  logits: Float64Array,
  dLogits: Float64Array,
  at: number,
  target: number,
  weight: number,
): void {
  const lse = logSumExp(V, logits, at);
  // softmax − 1 of the target is minus the sum of the others: exact also where it is far below 1.
  let ofTarget = 0;
  for (let v = 0; v < V; v++) {
    if (v === target) continue;
    const probability = Math.exp(logits[at + v]! - lse);
    ofTarget -= probability;
    dLogits[at + v] = weight * probability;
  }
  dLogits[at + target] = weight * ofTarget;
}
