/** Two positions are alike if this many characters up to and including them are the same. */
export const ALIKE = 8;

/** Positions ordered by a unit's codes: from the largest, and from the smallest. Ties are in text order. */
export interface CodeOrder {
  readonly highest: Uint32Array;
  readonly lowest: Uint32Array;
}

/** Sorts positions by their codes. @param codes [n], n below 2³⁶ */
/** @param codes [n], n below 2³⁶ */
export function orderOf(codes: Uint16Array): CodeOrder {
  const n = codes.length;
  const sorted = (sign: 1 | -1): Uint32Array => {
    // One number for code and position, exact in 53 bits, so that the native sort can be used.
    const keys = Float64Array.from(codes, (code, t) => sign * code * n + t).sort();
    return Uint32Array.from(keys, (key) => ((key % n) + n) % n);
  };
  return { highest: sorted(-1), lowest: sorted(1) };
}

/**
 * The first positions of an order, no two of them nearer than `apart` and no two alike, so that neither a long run
 * nor a repeated phrase appears more than once.
 *
 * @param tokens characters of the same positions
 */
export function firstPositions(
  order: Uint32Array,
  tokens: Int32Array,
  count: number,
  apart: number,
  counts: (t: number) => boolean,
): number[] {
  const found: number[] = [];
  for (const t of order) {
    if (found.length === count) break;
    if (!counts(t)) continue;
    if (found.some((other) => Math.abs(other - t) < apart || isAlike(tokens, t, other))) continue;
    found.push(t);
  }
  return found;
}

function isAlike(tokens: Int32Array, a: number, b: number): boolean {
  for (let back = 0; back < ALIKE; back++) if (tokens[a - back] !== tokens[b - back]) return false;
  return true;
}
