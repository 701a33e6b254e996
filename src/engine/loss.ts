/**
 * Softmax cross-entropy at one position, in nats:
 *
 *     loss = log Σ_v e^{logits_v} − logits_target
 *
 * The largest logit is subtracted first, so that no exponential overflows.
 *
 * @param logits [V] at `at`
 */
export function crossEntropy(V: number, logits: Float64Array, at: number, target: number): number {
  return logSumExp(V, logits, at) - logits[at + target]!;
}

/** log Σ_v e^{logits_v} of the V logits at `at`. */
export function logSumExp(V: number, logits: Float64Array, at: number): number {
  let max = -Infinity;
  for (let v = 0; v < V; v++) max = Math.max(max, logits[at + v]!);
  let sum = 0;
  for (let v = 0; v < V; v++) sum += Math.exp(logits[at + v]! - max);
  return max + Math.log(sum);
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
  for (let v = 0; v < V; v++) dLogits[at + v] = weight * Math.exp(logits[at + v]! - lse);
  dLogits[at + target]! -= weight;
}
