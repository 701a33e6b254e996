/** How well a model recalls answers that depend on earlier characters. */

/** A range of characters from … to − 1 whose content was determined `lag` characters before `from`. */
export interface AskedStretch {
  readonly from: number;
  readonly to: number;
  readonly lag: number;
}

/** The scores of all asked ranges. */
export interface RecallScores {
  /** Probability of the whole correct answer: the product over its characters, [N]. */
  readonly probability: Float32Array;
  /** 1 if every character of the answer was the most probable one, else 0, [N]. */
  readonly right: Uint8Array;
}

/**
 * Scores each asked range by the model's predictions.
 *
 * @param logits [T, V]; row t predicts tokens[t + 1]
 * @param tokens [T]
 * @throws RangeError if a range begins at the first character, which nothing predicts, or ends outside the text
 */
export function scoreAnswers(
  logits: Float32Array,
  vocab: number,
  tokens: Int32Array,
  asked: readonly AskedStretch[],
): RecallScores {
  const probability = new Float32Array(asked.length);
  const right = new Uint8Array(asked.length);
  for (const [n, { from, to }] of asked.entries()) {
    if (!(from >= 1 && to <= tokens.length && to > from)) throw new RangeError(`no answer stands at ${from} to ${to}`);
    let logProbability = 0;
    let isRight = true;
    for (let t = from - 1; t < to - 1; t++) {
      const row = logits.subarray(t * vocab, (t + 1) * vocab);
      const truth = row[tokens[t + 1]!]!;
      let most = -Infinity;
      for (const logit of row) if (logit > most) most = logit;
      let sum = 0;
      for (const logit of row) sum += Math.exp(logit - most);
      logProbability += truth - most - Math.log(sum);
      if (truth < most) isRight = false;
    }
    probability[n] = Math.exp(logProbability);
    right[n] = isRight ? 1 : 0;
  }
  return { probability, right };
}

/** The scores at lags from … to. */
export interface RecallAtLag {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Share of answers that were entirely correct. */
  readonly accuracy: number;
  /** Ends of the 95 % confidence interval of the accuracy (Wilson, 1927). */
  readonly low: number;
  readonly high: number;
  /** Mean probability of the correct answer. */
  readonly probability: number;
}

const Z = 1.959964;

/**
 * Groups the answers into at most `most` bins of neighbouring lags. Each lag is in one bin; bins ascend, and empty
 * ones are left out.
 */
export function recallByLag(asked: readonly AskedStretch[], scores: RecallScores, most: number): RecallAtLag[] {
  if (asked.length === 0) return [];
  const lags = asked.map(({ lag }) => lag);
  const least = Math.min(...lags);
  const greatest = Math.max(...lags);
  const width = Math.max(1, Math.ceil((greatest - least + 1) / most));
  const bins: { count: number; right: number; probability: number }[] = [];
  for (const [n, lag] of lags.entries()) {
    const bin = (bins[Math.floor((lag - least) / width)] ??= { count: 0, right: 0, probability: 0 });
    bin.count++;
    bin.right += scores.right[n]!;
    bin.probability += scores.probability[n]!;
  }
  return bins.flatMap((bin, k) => {
    const from = least + k * width;
    const to = Math.min(greatest, from + width - 1);
    const accuracy = bin.right / bin.count;
    return [
      {
        from,
        to,
        count: bin.count,
        accuracy,
        ...wilson(accuracy, bin.count),
        probability: bin.probability / bin.count,
      },
    ];
  });
}

/** Score interval of a proportion (Wilson, "Probable inference, the law of succession, and statistical inference", 1927). */
function wilson(share: number, count: number): { readonly low: number; readonly high: number } {
  const z2 = (Z * Z) / count;
  const middle = (share + z2 / 2) / (1 + z2);
  const half = (Z * Math.sqrt((share * (1 - share)) / count + z2 / (4 * count))) / (1 + z2);
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
