import { CODES } from './codes.ts';
import { pulse } from '../../engine/pulse.ts';

/** Replaces codes by their ranks, repeatedly, with one pair of tables. */
export class Ranker {
  private readonly counts = new Uint32Array(CODES);
  private readonly table = new Float32Array(CODES);

  /**
   * Midranks, centred and scaled to −1 … 1: r = (2·rank − n − 1) / n.
   *
   * @param codes [n]
   * @param out receives r, [n]
   * @returns Σ r²
   */
  rank(codes: Uint16Array, out: Float32Array): number {
    const { counts, table } = this;
    const n = codes.length;
    pulse(2 * n + CODES);
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
 * AUC from centred ranks: the probability that a value with the label on is larger than one with the label off, where
 * ties count half.
 *
 * @param sum Σ r over the positions where the label is on, with r of `Ranker.rank`; a float32 sum may be slightly off
 * @param n number of positions
 * @param on number of positions where the label is on
 * @returns 0 … 1; 0.5 if the label is on everywhere or nowhere
 */
export function aucOf(sum: number, n: number, on: number): number {
  return on > 0 && on < n ? within(0.5 + ((n / 2) * sum) / (on * (n - on)), 0) : 0.5;
}

/**
 * Correlation of centred rows: Spearman's ρ of ranks, Pearson's r of values.
 *
 * @param sum Σ of the products; a float32 sum may be slightly too large
 * @param a Σ of the squares of one row
 * @param b Σ of the squares of the other row
 * @returns −1 … 1; 0 if either row never changes
 */
export function correlationOf(sum: number, a: number, b: number): number {
  return a > 0 && b > 0 ? within(sum / Math.sqrt(a * b), -1) : 0;
}

/** Limits a score to `least` … 1. */
function within(score: number, least: number): number {
  return Math.max(least, Math.min(1, score));
}

/** How far a score is from chance: max(a, 1 − a) for an AUC, |ρ| for a correlation. */
export function strength(kind: 'binary' | 'numeric', score: number): number {
  return kind === 'binary' ? Math.max(score, 1 - score) : Math.abs(score);
}
