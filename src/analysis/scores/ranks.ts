import { CODES } from './codes.ts';

/** Replaces codes by their ranks, over and over, in one pair of tables. */
export class Ranker {
  private readonly counts = new Uint32Array(CODES);
  private readonly table = new Float32Array(CODES);

  /**
   * Ranks with ties at their middle, moved and scaled to −1 … 1 with mean 0: r = (2·rank − n − 1) / n.
   *
   * @param codes [n]
   * @param out receives r, [n]
   * @returns Σ r²
   */
  rank(codes: Uint16Array, out: Float32Array): number {
    const { counts, table } = this;
    const n = codes.length;
    let lowest = CODES;
    let highest = -1;
    for (let t = 0; t < n; t++) {
      const code = codes[t]!;
      counts[code]!++;
      if (code < lowest) lowest = code;
      if (code > highest) highest = code;
    }
    let below = 0;
    let square = 0;
    for (let code = lowest; code <= highest; code++) {
      const count = counts[code]!;
      if (count === 0) continue;
      const r = (2 * below + count - n) / n;
      table[code] = r;
      square += count * r * r;
      below += count;
      counts[code] = 0;
    }
    for (let t = 0; t < n; t++) out[t] = table[codes[t]!]!;
    return square;
  }
}

/**
 * Probability that a value where the label is on is larger than one where it is off, ties counting half, from centred ranks.
 *
 * @param sum Σ r over the positions where the label is on, with r of `Ranker.rank`
 * @param n positions  @param on positions where the label is on
 * @returns 0 … 1; NaN if the label is on everywhere or nowhere
 */
export function aucOf(sum: number, n: number, on: number): number {
  return 0.5 + ((n / 2) * sum) / (on * (n - on));
}

/** How far a score is from saying nothing: max(a, 1 − a) of an AUC, |ρ| of a correlation. */
export function strength(kind: 'binary' | 'numeric', score: number): number {
  return kind === 'binary' ? Math.max(score, 1 - score) : Math.abs(score);
}
