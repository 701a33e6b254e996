import { sigmoid } from './cell.ts';

/** What the LSTM keeps of every row, each [L, T, B, H]. */
export interface LstmArrays {
  readonly i: Float64Array;
  readonly f: Float64Array;
  readonly g: Float64Array;
  readonly o: Float64Array;
  readonly c: Float64Array;
  readonly h: Float64Array;
  /** tanh(c), kept because both directions need it. */
  readonly tanhC: Float64Array;
}

/**
 * Long short-term memory, one row of H units:
 *
 *     i = σ(a_i)   f = σ(a_f)   g = tanh(a_g)   o = σ(a_o)
 *     c = f ⊙ cPrev + i ⊙ g
 *     h = o ⊙ tanh(c)
 *
 * with a = W_ih x + b_ih + W_hh hPrev + b_hh, rows stacked i f g o.
 *
 * Source: Hochreiter and Schmidhuber, "Long short-term memory", Neural Computation 9(8), 1997, with the forget gate of
 * Gers, Schmidhuber and Cummins, "Learning to forget", Neural Computation 12(10), 2000; the form is that of torch.nn.LSTM.
 *
 * @param z a, [4H] at `zAt`
 */
export function lstmForward(
  H: number,
  z: Float64Array,
  zAt: number,
  cPrev: Float64Array,
  prevAt: number,
  arrays: LstmArrays,
  at: number,
): void {
  const { i, f, g, o, c, h, tanhC } = arrays;
  for (let j = 0; j < H; j++) {
    const ij = sigmoid(z[zAt + j]!);
    const fj = sigmoid(z[zAt + H + j]!);
    const gj = Math.tanh(z[zAt + 2 * H + j]!);
    const oj = sigmoid(z[zAt + 3 * H + j]!);
    const cj = fj * cPrev[prevAt + j]! + ij * gj;
    const tanhCj = Math.tanh(cj);
    i[at + j] = ij;
    f[at + j] = fj;
    g[at + j] = gj;
    o[at + j] = oj;
    c[at + j] = cj;
    tanhC[at + j] = tanhCj;
    h[at + j] = oj * tanhCj;
  }
}

/**
 *     dC     = dC (from the next step) + dH ⊙ o ⊙ (1 − tanh²(c))
 *     dA_i   = dC ⊙ g ⊙ i (1 − i)          dA_f = dC ⊙ cPrev ⊙ f (1 − f)
 *     dA_g   = dC ⊙ i ⊙ (1 − g²)           dA_o = dH ⊙ tanh(c) ⊙ o (1 − o)
 *     dCPrev = dC ⊙ f
 *
 * @param dH ∂L/∂h, complete, [H] at `at`
 * @param dC what the next step left for ∂L/∂c; completed here, [H] at `at`
 * @param dCPrev receives what this step leaves for the previous c, [H] at `prevAt`
 * @param dZ receives ∂L/∂a, [4H] at `zAt`
 */
export function lstmBackward(
  H: number,
  arrays: LstmArrays,
  dH: Float64Array,
  dC: Float64Array,
  at: number,
  cPrev: Float64Array,
  dCPrev: Float64Array,
  prevAt: number,
  dZ: Float64Array,
  zAt: number,
): void {
  const { i, f, g, o, tanhC } = arrays;
  for (let j = 0; j < H; j++) {
    const ij = i[at + j]!;
    const fj = f[at + j]!;
    const gj = g[at + j]!;
    const oj = o[at + j]!;
    const tanhCj = tanhC[at + j]!;
    const dHj = dH[at + j]!;
    const dCj = dC[at + j]! + dHj * oj * (1 - tanhCj * tanhCj);
    dC[at + j] = dCj;
    dZ[zAt + j] = dCj * gj * ij * (1 - ij);
    dZ[zAt + H + j] = dCj * cPrev[prevAt + j]! * fj * (1 - fj);
    dZ[zAt + 2 * H + j] = dCj * ij * (1 - gj * gj);
    dZ[zAt + 3 * H + j] = dHj * tanhCj * oj * (1 - oj);
    dCPrev[prevAt + j] = dCj * fj;
  }
}
