import { type LabelValues, scoreOf } from './labelValues.ts';
import { pulse } from '../../engine/pulse.ts';

/** The number of pseudo-observations by which the mean of a longer context shrinks towards that of the shorter one. */
const PRIOR = 1;

/**
 * The best score that the last `length` characters alone allow: a table of the label's mean value after each context,
 * counted on one part of a text and scored on another. The mean of a context shrinks towards that of the next shorter
 * context, m_k = (Σ + m_{k−1}) / (n + 1), so an unseen context is answered by its known suffix.
 *
 * @param vocab V
 * @param fit tokens and labels to count on; the characters before them are not used
 * @param test tokens and labels to score on
 * @returns one score per label: AUC or Spearman's ρ
 */
export function contextScores(
  length: number,
  vocab: number,
  fit: { readonly tokens: Int32Array; readonly labels: readonly LabelValues[] },
  test: { readonly tokens: Int32Array; readonly labels: readonly LabelValues[] },
): Float64Array {
  const fitted = new Contexts(fit.tokens, length, vocab);
  const asked = fitted.find(test.tokens);
  return Float64Array.from(fit.labels, (label, k) => {
    const predictions = fitted.predict(fitted.means(label.values), asked, mean(label.values));
    return scoreOf(predictions, test.labels[k]!);
  });
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let t = 0; t < values.length; t++) sum += values[t]!;
  return values.length > 0 ? sum / values.length : 0;
}

/** Multiplications that take as long as one random memory access. */
const RANDOM_ACCESS = 30;

/** The contexts of up to a given length that occur in a text, numbered. */
class Contexts {
  /** For each length, the number of a context by its code. */
  private readonly numbers: Map<number, number>[] = [];
  /** For each length, the context that ends at each character; −1 near the beginning of the text. */
  private readonly at: Int32Array[] = [];

  constructor(
    private readonly tokens: Int32Array,
    private readonly length: number,
    private readonly vocab: number,
  ) {
    for (let k = 1; k <= length; k++) {
      const numbers = new Map<number, number>();
      const at = new Int32Array(tokens.length).fill(-1);
      pulse(RANDOM_ACCESS * tokens.length);
      for (let t = k - 1; t < tokens.length; t++) {
        const code = this.code(tokens, t, k);
        let number = numbers.get(code);
        if (number === undefined) numbers.set(code, (number = numbers.size));
        at[t] = number;
      }
      this.numbers.push(numbers);
      this.at.push(at);
    }
  }

  /** The contexts of another text, by length; −1 for an unseen one. */
  find(tokens: Int32Array): Int32Array[] {
    return this.numbers.map((numbers, k) =>
      Int32Array.from(tokens, (_, t) => (t < k ? -1 : (numbers.get(this.code(tokens, t, k + 1)) ?? -1))),
    );
  }

  /** Mean value after each context, by length. */
  means(values: ArrayLike<number>): Float64Array[] {
    const overall = mean(values);
    const all: Float64Array[] = [];
    for (let k = 0; k < this.length; k++) {
      const at = this.at[k]!;
      const size = this.numbers[k]!.size;
      const count = new Float64Array(size);
      const sum = new Float64Array(size);
      const shorter = new Int32Array(size);
      pulse(RANDOM_ACCESS * this.tokens.length);
      for (let t = 0; t < this.tokens.length; t++) {
        const number = at[t]!;
        if (number < 0) continue;
        count[number]!++;
        sum[number]! += values[t]!;
        if (k > 0) shorter[number] = this.at[k - 1]![t]!;
      }
      const before = all[k - 1];
      all.push(
        count.map((n, number) => (sum[number]! + PRIOR * (before ? before[shorter[number]!]! : overall)) / (n + PRIOR)),
      );
    }
    return all;
  }

  /** Predicts the mean of the longest known context. */
  predict(means: readonly Float64Array[], asked: readonly Int32Array[], overall: number): Float64Array {
    const out = new Float64Array(asked[0]!.length).fill(overall);
    for (let k = 0; k < this.length; k++) {
      const numbers = asked[k]!;
      for (let t = 0; t < out.length; t++) if (numbers[t]! >= 0) out[t] = means[k]![numbers[t]!]!;
    }
    return out;
  }

  private code(tokens: Int32Array, t: number, k: number): number {
    let code = 0;
    for (let back = 0; back < k; back++) code = code * this.vocab + tokens[t - back]!;
    return code;
  }
}
