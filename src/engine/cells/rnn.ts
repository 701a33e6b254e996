import { type BackwardRow, type Cell, type CellEquations, type ForwardRow, sigmoid, type TorchModule } from './cell.ts';

/**
 * The plain recurrent cell:
 *
 *     h = φ(a),   a = W_ih x + b_ih + W_hh hPrev + b_hh
 *
 * Source: Elman, "Finding structure in time", Cognitive Science 14(2), 1990; the form is that of torch.nn.RNN.
 */
function forward({ H, nonlinearity, a, aAt, channels, at }: ForwardRow): void {
  const h = channels.h!;
  for (let j = 0; j < H; j++) {
    const aj = a[aAt + j]!;
    h[at + j] = nonlinearity === 'tanh' ? Math.tanh(aj) : nonlinearity === 'relu' ? Math.max(0, aj) : sigmoid(aj);
  }
}

/** Backward pass: dA = dH ⊙ φ′(a), with φ′ in terms of h: 1 − h² (tanh), 1 where h > 0 (ReLU), h (1 − h) (σ). */
function backward({ H, nonlinearity, channels, at, dH, gradAt, dA, aAt }: BackwardRow): void {
  const h = channels.h!;
  for (let j = 0; j < H; j++) {
    const hj = h[at + j]!;
    const slope = nonlinearity === 'tanh' ? 1 - hj * hj : nonlinearity === 'relu' ? (hj > 0 ? 1 : 0) : hj * (1 - hj);
    dA[aAt + j] = dH[gradAt + j]! * slope;
  }
}

const EQUATIONS: CellEquations = {
  forward: [{ products: [{ from: 0, to: 1, operand: 'hPrev', into: 'a' }], compute: forward }],
  backward: [{ compute: backward, product: { from: 0, to: 1, part: 'state', into: 'dHPrev' } }],
  hasSaved: false,
  hasOwnStateGradient: false,
  clamp: () => undefined,
};

const SIGMOID_IN_PYTORCH: TorchModule = {
  name: 'SigmoidRnn',
  docstring: 'RNN with the logistic function.',
  before: [],
  step: ['h = torch.sigmoid(a + h @ cell.weight_hh.T + cell.bias_hh)'],
};

export const RNN: Cell = {
  name: 'RNN',
  gates: ['h'],
  channels: ['h'],
  states: ['h'],
  memory: 'h',
  retentionGate: null,
  candidate: null,
  biasedGate: null,
  variant: 'nonlinearity',
  parts: ['sum', 'activate'],
  colours: { light: { line: '#d9730d', text: '#a4540a' }, dark: { line: '#f29a45', text: '#f5a85c' } },
  equations: () => EQUATIONS,
  torch: ({ nonlinearity }) => (nonlinearity === 'sigmoid' ? SIGMOID_IN_PYTORCH : { module: 'nn.RNN' }),
};
