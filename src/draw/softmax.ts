/** The predicted probability of one character. */
export interface Prediction {
  /** Index in the vocabulary. */
  readonly token: number;
  readonly probability: number;
  /** Whether this character really comes next. */
  readonly isTrue: boolean;
}

/**
 * The `count` most probable next characters, most probable first. The true one is always included: if it is not among
 * them, it takes the last position.
 *
 * @param logits [V], one row of a trace
 * @param truth the next token, or −1 at the end of the text
 */
export function topPredictions(logits: Float32Array, truth: number, count: number): Prediction[] {
  let largest = -Infinity;
  for (const logit of logits) if (logit > largest) largest = logit;
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - largest);
  const best: number[] = [];
  for (let token = 0; token < logits.length; token++) {
    if (best.length === count && logits[token] <= logits[best[count - 1]]) continue;
    let position = best.length;
    while (position > 0 && logits[best[position - 1]] < logits[token]) position--;
    best.splice(position, 0, token);
    if (best.length > count) best.pop();
  }
  if (truth >= 0 && truth < logits.length && !best.includes(truth)) best[best.length - 1] = truth;
  return best.map((token) => ({
    token,
    probability: Math.exp(logits[token] - largest) / sum,
    isTrue: token === truth,
  }));
}
