export interface Prediction {
  /** Index in the vocabulary. */
  readonly token: number;
  readonly probability: number;
  /** Whether it is the character that really follows. */
  readonly isTrue: boolean;
}

/**
 * The `count` most probable next characters, most probable first. The true one is always among them: when it is not
 * one of the first, it takes the last place.
 *
 * @param logits [V], one row of a trace
 * @param truth token that follows, or −1 when the text ends here
 */
export function topPredictions(logits: Float32Array, truth: number, count: number): Prediction[] {
  let largest = -Infinity;
  for (const logit of logits) if (logit > largest) largest = logit;
  let sum = 0;
  for (const logit of logits) sum += Math.exp(logit - largest);
  const best: number[] = [];
  for (let token = 0; token < logits.length; token++) {
    if (best.length === count && logits[token] <= logits[best[count - 1]]) continue;
    let place = best.length;
    while (place > 0 && logits[best[place - 1]] < logits[token]) place--;
    best.splice(place, 0, token);
    if (best.length > count) best.pop();
  }
  if (truth >= 0 && truth < logits.length && !best.includes(truth)) best[best.length - 1] = truth;
  return best.map((token) => ({
    token,
    probability: Math.exp(logits[token] - largest) / sum,
    isTrue: token === truth,
  }));
}
