import { type BackwardRow, type Cell, type CellEquations, type ForwardRow, sigmoid } from './cell.ts';

/**
 * Long short-term memory:
 *
 *     i = σ(a_i)   f = σ(a_f)   g = tanh(a_g)   o = σ(a_o)
 *     c = f ⊙ cPrev + i ⊙ g
 *     h = o ⊙ tanh(c)
 *
 * where a = W_ih x + b_ih + W_hh hPrev + b_hh, with rows stacked i f g o. tanh(c) is saved for the backward pass.
 *
 * Source: Hochreiter and Schmidhuber, "Long short-term memory", Neural Computation 9(8), 1997, with the forget gate
 * of Gers, Schmidhuber and Cummins, "Learning to forget", Neural Computation 12(10), 2000; the form is that of
 * torch.nn.LSTM.
 */
function forward({ H, a, aAt, cPrev, prevAt, channels, saved: tanhC, at }: ForwardRow): void {
  const { i, f, g, o, c, h } = channels as Required<typeof channels>;
  for (let j = 0; j < H; j++) {
    const ij = sigmoid(a[aAt + j]!);
    const fj = sigmoid(a[aAt + H + j]!);
    const gj = Math.tanh(a[aAt + 2 * H + j]!);
    const oj = sigmoid(a[aAt + 3 * H + j]!);
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
 * Backward pass:
 *
 *     dC     = dC (from the next step) + dH ⊙ o ⊙ (1 − tanh²(c))
 *     dA_i   = dC ⊙ g ⊙ i (1 − i)          dA_f = dC ⊙ cPrev ⊙ f (1 − f)
 *     dA_g   = dC ⊙ i ⊙ (1 − g²)           dA_o = dH ⊙ tanh(c) ⊙ o (1 − o)
 *     dCPrev = dC ⊙ f
 */
function backward(row: BackwardRow): void {
  const { H, channels, saved: tanhC, at, cPrev, prevAt } = row;
  const { dH, dC, gradAt, dCPrev, gradPrevAt, dA, aAt } = row;
  const { i, f, g, o } = channels as Required<typeof channels>;
  for (let j = 0; j < H; j++) {
    const ij = i[at + j]!;
    const fj = f[at + j]!;
    const gj = g[at + j]!;
    const oj = o[at + j]!;
    const tanhCj = tanhC[at + j]!;
    const dHj = dH[gradAt + j]!;
    const dCj = dC[gradAt + j]! + dHj * oj * (1 - tanhCj * tanhCj);
    dC[gradAt + j] = dCj;
    dA[aAt + j] = dCj * gj * ij * (1 - ij);
    dA[aAt + H + j] = dCj * cPrev[prevAt + j]! * fj * (1 - fj);
    dA[aAt + 2 * H + j] = dCj * ij * (1 - gj * gj);
    dA[aAt + 3 * H + j] = dHj * tanhCj * oj * (1 - oj);
    dCPrev[gradPrevAt + j] = dCj * fj;
  }
}

const EQUATIONS: CellEquations = {
  forward: [{ products: [{ from: 0, to: 4, operand: 'hPrev', into: 'a' }], compute: forward }],
  backward: [{ compute: backward, product: { from: 0, to: 4, part: 'state', into: 'dHPrev' } }],
  hasSaved: true,
  hasOwnStateGradient: false,
  clamp(unit, has) {
    if (!has('c') && has('i', 'f', 'g')) {
      unit.set('c', unit.get('f') * unit.before('c') + unit.get('i') * unit.get('g'));
    }
    if (!has('h') && has('i', 'f', 'g', 'o', 'c')) unit.set('h', unit.get('o') * Math.tanh(unit.get('c')));
  },
};

export const LSTM: Cell = {
  name: 'LSTM',
  gates: ['i', 'f', 'g', 'o'],
  channels: ['i', 'f', 'g', 'o', 'c', 'h'],
  states: ['h', 'c'],
  memory: 'c',
  retentionGate: 'f',
  candidate: 'g',
  biasedGate: 'f',
  variant: null,
  parts: ['forget', 'write', 'expose'],
  colours: { light: { line: '#5b3a9e', text: '#5b3a9e' }, dark: { line: '#a98bec', text: '#b79df0' } },
  equations: () => EQUATIONS,
  torch: () => ({ module: 'nn.LSTM' }),
};
