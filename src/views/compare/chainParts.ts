import type { Chain, ChainPart, ChainWeight } from '../../analysis/chain.ts';

/** The chosen rows of the chosen weight; all rows where a model has no such gate. */
export function partOf({ parts }: Chain, weight: ChainWeight, gate: number): ChainPart {
  const own = parts.filter((part) => part.weight === weight);
  return own.find((part) => part.gate === gate) ?? own[0];
}

/** How far the bars of a part go. */
export interface ChainRanges {
  readonly norm: number;
  readonly low: number;
  readonly high: number;
}

export function rangesOf({ norms, shares }: ChainPart, shown: number): ChainRanges {
  let norm = 0;
  let low = 0;
  let high = 0;
  for (let k = 0; k < shown; k++) {
    if (norms[k] > norm) norm = norms[k];
    if (shares[k] < low) low = shares[k];
    if (shares[k] > high) high = shares[k];
  }
  return { norm, low, high };
}
