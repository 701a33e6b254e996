import type { Chain, ChainPart, ChainWeight } from '../../analysis/chain.ts';
import { formatReading } from '../../draw/format.ts';
import { CELLS, type ModelSpec } from '../../engine/spec.ts';

/** The chosen rows of the chosen weight, or all rows if the model has no such gate. */
export function partOf({ parts }: Chain, weight: ChainWeight, gate: number): ChainPart {
  const own = parts.filter((part) => part.weight === weight);
  return own.find((part) => part.gate === gate) ?? own[0];
}

/** The ranges of a part's bars. */
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
    if (!shares) continue;
    if (shares[k] < low) low = shares[k];
    if (shares[k] > high) high = shares[k];
  }
  return { norm, low, high };
}

/** A share in the table; a dash if the gradient is 0, of which no term has a share. */
export function formatTermShare(shares: Float64Array | null, k: number): string {
  return shares ? formatReading(shares[k]) : '–';
}

/** Says why a gradient is 0. */
export function describeNothing(weight: ChainWeight, t: number): string {
  if (weight === 'weight_hh' && t === 0) {
    return 'This gradient is 0: no state precedes the first character, so W_hh has no input.';
  }
  return 'This gradient is 0: no part of this loss reaches these rows.';
}

/** The product for the rows of the GRU's n, which depends on its reset gate; '' for other cells and for W_ih. */
export function describeReset({ cell, reset }: ModelSpec, weight: ChainWeight): string {
  if (CELLS[cell].variant !== 'reset' || weight === 'weight_ih') return '';
  const rows = reset === 'after' ? '(r ⊙ ∂L/∂a) ⊗ h' : '∂L/∂a ⊗ (r ⊙ h)';
  return `GRU, rows of n: ${rows}, because r multiplies ${reset === 'after' ? 'after' : 'before'} the product with W_hn`;
}
