import type { Nonlinearity } from '../spec.ts';
import { sigmoid } from './cell.ts';

/**
 * The plain recurrent cell, one row of H units:
 *
 *     h = φ(a),   a = W_ih x + b_ih + W_hh hPrev + b_hh
 *
 * Source: Elman, "Finding structure in time", Cognitive Science 14(2), 1990; the form is that of torch.nn.RNN.
 *
 * @param z a of all units, [H] at `zAt`
 * @param h receives h, [H] at `at`
 */
export function rnnForward(
  H: number,
  nonlinearity: Nonlinearity,
  z: Float64Array,
  zAt: number,
  h: Float64Array,
  at: number,
): void {
  for (let j = 0; j < H; j++) {
    const a = z[zAt + j]!;
    h[at + j] = nonlinearity === 'tanh' ? Math.tanh(a) : nonlinearity === 'relu' ? Math.max(0, a) : sigmoid(a);
  }
}

/**
 * dA = dH ⊙ φ′(a), with φ′ written through h: 1 − h² (tanh), 1 where h > 0 (ReLU), h (1 − h) (σ).
 *
 * @param dH ∂L/∂h, complete, [H] at `at`
 * @param dZ receives ∂L/∂a, [H] at `zAt`
 */
export function rnnBackward(
  H: number,
  nonlinearity: Nonlinearity,
  h: Float64Array,
  dH: Float64Array,
  at: number,
  dZ: Float64Array,
  zAt: number,
): void {
  for (let j = 0; j < H; j++) {
    const hj = h[at + j]!;
    const slope = nonlinearity === 'tanh' ? 1 - hj * hj : nonlinearity === 'relu' ? (hj > 0 ? 1 : 0) : hj * (1 - hj);
    dZ[zAt + j] = dH[at + j]! * slope;
  }
}
