import type { FusedShape } from './shape.ts';

/** Width of the texture of occurrences; a power of two, so that the programs can divide by shifting. */
export const OCCURRENCES_WIDTH = 1024;

/** Rows of the texture that holds the occurrences of one window: V + 1 offsets, then T·B positions. */
export function occurrenceRows({ spec, B, T }: FusedShape): number {
  return Math.ceil((spec.vocab + 1 + T * B) / OCCURRENCES_WIDTH);
}

/**
 * Tokens as the programs read them: [2T, B4, 4], inputs in the first T rows and targets in the others. Lanes beyond
 * the batch are 0 (the head masks them).
 */
export function packTokens({ B, T, B4 }: FusedShape, x: Int32Array, y: Int32Array, packed: Uint16Array): void {
  const lanes = 4 * B4;
  for (let t = 0; t < T; t++) {
    for (let b = 0; b < B; b++) {
      packed[t * lanes + b] = x[t * B + b];
      packed[(T + t) * lanes + b] = y[t * B + b];
    }
  }
}

/**
 * The positions of each symbol among the inputs. The gradient of a symbol's row is then a sum over these positions
 * only, instead of a product with a one-hot array. Entry v is the offset of symbol v's first position, entry v + 1
 * the offset after its last one, counted from entry V + 1 on. A position is t · 4·B4 + b.
 */
export function packOccurrences({ spec, B, T, B4 }: FusedShape, x: Int32Array, packed: Uint32Array): void {
  const V = spec.vocab;
  packed.fill(0, 0, V + 1);
  for (let p = 0; p < T * B; p++) packed[x[p] + 1]++;
  for (let v = 0; v < V; v++) packed[v + 1] += packed[v];
  // Each symbol's offset advances as its positions are written. Afterwards it equals the next symbol's offset.
  for (let t = 0; t < T; t++) {
    for (let b = 0; b < B; b++) packed[V + 1 + packed[x[t * B + b]]++] = t * 4 * B4 + b;
  }
  for (let v = V; v > 0; v--) packed[v] = packed[v - 1];
  packed[0] = 0;
}
