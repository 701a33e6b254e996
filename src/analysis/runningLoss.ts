/**
 * Prefix sums of the losses, [T] for T − 1 losses: entry t is the sum of loss[0 … t − 1] in nats. Divided by t it is
 * the mean loss of the predictions before t.
 */
export function prefixSums(loss: Float32Array): Float64Array {
  const sums = new Float64Array(loss.length + 1);
  for (let t = 0; t < loss.length; t++) sums[t + 1] = sums[t] + loss[t];
  return sums;
}
