/** Cells, their gates and states. */
import type { Definitions } from './definition.ts';

export const CELL_TERMS = {
  cell: {
    words: 'cell',
    definition: 'The formula by which a layer computes its new state from the old one and its input: RNN, GRU or LSTM.',
    related: ['rnn', 'gru', 'lstm'],
    seen: 'header',
  },
  rnn: {
    words: 'RNN',
    definition:
      'The simple recurrent network: one state h, rewritten at every timestep. φ is tanh unless you choose ReLU or σ.',
    formula: 'h_t = φ(W_{ih} x_t + b_{ih} + W_{hh} h_{t−1} + b_{hh})',
    related: ['h', 'nonlinearity', 'gru', 'lstm'],
    seen: 'header',
  },
  gru: {
    words: 'GRU',
    definition:
      'A cell with two gates and one state. z = 1 keeps the old state, as in PyTorch; some books have it the other way round.',
    formula: 'h_t = (1 − z_t) ⊙ n_t + z_t ⊙ h_{t−1}',
    related: ['z', 'r', 'n', 'reset-form'],
    seen: 'header',
  },
  lstm: {
    words: 'LSTM',
    definition:
      'A cell with three gates, a candidate and two states. The cell state c is changed by sums and products alone, so that it can last.',
    formula: 'c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t',
    related: ['c', 'f', 'i', 'g', 'o', 'h', 'sub-step'],
    seen: 'header',
  },
  unit: {
    words: 'unit',
    definition: 'One of the H numbers of a state, with the gates that belong to it.',
    related: ['hidden-units', 'channel'],
    seen: 'everywhere',
  },
  channel: {
    words: 'channel',
    definition:
      'One quantity that a cell computes for every unit and timestep. The LSTM has i f g o c h, the GRU r z n h, the RNN h.',
    related: ['gate', 'c', 'h', 'trace'],
    seen: 'everywhere',
  },
  gate: {
    words: 'gate',
    definition: 'A number between 0 (shut) and 1 (open) by which another number is multiplied.',
    formula: 'σ(W_{ih} x_t + b_{ih} + W_{hh} h_{t−1} + b_{hh})',
    related: ['i', 'f', 'o', 'r', 'z', 'sigmoid', 'saturation'],
    seen: 'Watch',
  },
  i: {
    words: 'i, input gate',
    definition: 'LSTM: how much of the candidate g is added to the cell state.',
    related: ['g', 'c', 'lstm'],
    seen: 'Watch',
  },
  f: {
    words: 'f, forget gate',
    definition: 'LSTM: how much of the old cell state stays. f = 1 keeps all of it, f = 0 erases it.',
    related: ['c', 'forget-bias', 'memory-kept'],
    seen: 'Watch',
  },
  g: {
    words: 'g, candidate',
    definition: 'LSTM: what may be written into the cell state, between −1 and 1.',
    formula: 'g_t = tanh(W_{ig} x_t + b_{ig} + W_{hg} h_{t−1} + b_{hg})',
    related: ['i', 'c'],
    seen: 'Watch',
  },
  o: {
    words: 'o, output gate',
    definition: 'LSTM: how much of the cell state shows in the hidden state.',
    formula: 'h_t = o_t ⊙ tanh(c_t)',
    related: ['h', 'c'],
    seen: 'Watch',
  },
  c: {
    words: 'c, cell state',
    definition: "The LSTM's long memory. It has no bounds; on a fixed scale it is coloured by tanh(c).",
    formula: 'c_t = f_t ⊙ c_{t−1} + i_t ⊙ g_t',
    related: ['f', 'i', 'g', 'h'],
    seen: 'Watch',
  },
  h: {
    words: 'h, hidden state',
    definition: 'What a layer passes on: to the next layer or the head, and to itself at the next timestep.',
    related: ['c', 'layer', 'head'],
    seen: 'Watch',
  },
  r: {
    words: 'r, reset gate',
    definition: 'GRU: how much of the old state enters the candidate n.',
    related: ['n', 'reset-form', 'gru'],
    seen: 'Watch',
  },
  z: {
    words: 'z, update gate',
    definition: 'GRU: how much of the old state stays. Here z = 1 keeps the old state and z = 0 replaces it.',
    formula: 'h_t = (1 − z_t) ⊙ n_t + z_t ⊙ h_{t−1}',
    related: ['n', 'gru', 'memory-kept'],
    seen: 'Watch',
  },
  n: {
    words: 'n, candidate',
    definition: 'GRU: what may replace the old state, between −1 and 1.',
    formula: 'n_t = tanh(W_{in} x_t + b_{in} + r_t ⊙ (W_{hn} h_{t−1} + b_{hn}))',
    related: ['r', 'z', 'reset-form'],
    seen: 'Watch',
  },
  'reset-form': {
    words: 'reset gate, before or after',
    definition:
      "Whether r multiplies after the matrix product, as in PyTorch, or before it, as in the original paper. PyTorch's nn.GRU cannot hold the second form.",
    formula: 'W_{hn} (r_t ⊙ h_{t−1})',
    related: ['r', 'n'],
    seen: 'Train, settings',
  },
  nonlinearity: {
    words: 'nonlinearity',
    definition: "φ, the function that limits or bends the RNN's sum: tanh, ReLU or σ.",
    related: ['rnn', 'tanh', 'sigmoid'],
    seen: 'Train, settings',
  },
  sigmoid: {
    words: 'σ, sigmoid',
    definition: 'A smooth step from 0 to 1, here always the true one.',
    formula: 'σ(a) = \\frac{1}{1 + e^{−a}}',
    related: ['gate', 'saturation'],
    seen: 'Watch, Cell',
  },
  tanh: {
    words: 'tanh',
    definition: 'A smooth step from −1 to 1, whose slope is 1 at 0 and nearly 0 at both ends.',
    formula: 'tanh′(a) = 1 − tanh(a)^2',
    related: ['saturation', 'vanishing'],
    seen: 'Watch, Cell',
  },
  'pre-activation': {
    words: 'pre-activation',
    definition: 'The sum a that goes into σ, tanh or φ.',
    formula: 'a_t = W_{ih} x_t + b_{ih} + W_{hh} h_{t−1} + b_{hh}',
    related: ['gate', 'chain'],
    seen: 'Watch, Cell',
  },
  weight: {
    words: 'weight',
    definition:
      "A learned number by which an input is multiplied. W_ih multiplies the input, W_hh the layer's own old state. Names and shapes are PyTorch's.",
    related: ['bias', 'block', 'parameters'],
    seen: 'everywhere',
  },
  bias: {
    words: 'bias',
    definition: 'A learned number that is added. As in PyTorch there are two, b_ih and b_hh, and both are trained.',
    related: ['weight', 'forget-bias'],
    seen: 'Watch, Cell',
  },
  head: {
    words: 'head',
    definition:
      'The last matrix and bias, which turn the hidden state of the top layer into a logit for each character.',
    related: ['logit', 'outgoing-weights'],
    seen: 'Watch, Unit',
  },
  block: {
    words: 'block',
    definition: 'The H rows of W_hh that belong to one gate, an H × H matrix.',
    related: ['weight', 'spectral-radius', 'singular-value'],
    seen: 'Compare, Jacobian',
  },
  unrolled: {
    words: 'unrolled network',
    definition: 'The same cell drawn once for each timestep, all copies with the same weights.',
    related: ['bptt', 'unroll-length'],
    seen: 'Watch, Unrolled',
  },
  'sub-step': {
    words: 'sub-step',
    definition: 'One part of an update, such as forget, write and expose in the LSTM.',
    related: ['lstm', 'cell'],
    seen: 'Watch, Cell',
  },
} as const satisfies Definitions;
