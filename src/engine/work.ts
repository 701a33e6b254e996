import { CELLS, type ModelSpec } from './spec.ts';

/**
 * Multiplications of one training step on a window of T timesteps and B sequences. Each weight is used three times at
 * every position: in the forward pass, in the backward pass and for its own gradient. A one-hot input needs no
 * multiplication, because its row is looked up.
 */
export function stepWork(
  { cell, hidden: H, layers: L, vocab: V, embedding: E }: ModelSpec,
  T: number,
  B: number,
): number {
  const rows = CELLS[cell].gates.length * H;
  return 3 * T * B * (rows * (H * (2 * L - 1) + E) + H * V);
}
