import { createRandom } from '../../../../src/engine/random.ts';

/** Long enough that no window comes twice in a run. */
const LENGTH = 1_000_000;

/** A text of random symbols: nothing can be learned from it, and every symbol is as frequent as every other. */
export function randomText(V: number): Int32Array {
  const random = createRandom(1, 'bench text');
  return Int32Array.from({ length: LENGTH }, () => random.integer(V));
}
