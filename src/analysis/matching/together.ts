/**
 * The probability that at least `least` of several independent events occur, each with its own probability (the upper
 * tail of the Poisson-binomial distribution): p(j of the first i) = p(j of i − 1)(1 − pᵢ) + p(j − 1 of i − 1) pᵢ.
 */
export function atLeast(probabilities: readonly number[], least: number): number {
  if (least <= 0) return 1;
  // below[j] is the probability that j of the events so far occurred, for j < least.
  const below = new Float64Array(least);
  below[0] = 1;
  let over = 0;
  for (const p of probabilities) {
    over += below[least - 1]! * p;
    for (let j = least - 1; j > 0; j--) below[j] = below[j]! * (1 - p) + below[j - 1]! * p;
    below[0]! *= 1 - p;
  }
  return over;
}

/** The smallest whole number of n units that is at least a share of them, and at least one. */
export function leastOf(share: number, n: number): number {
  return Math.max(1, Math.min(n, Math.ceil(share * n - 1e-9)));
}
