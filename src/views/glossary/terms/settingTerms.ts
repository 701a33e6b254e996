/** The settings of training. */
import type { Definitions } from './definition.ts';

export const SETTING_TERMS = {
  'learning-rate': {
    words: 'learning rate',
    definition: 'η, the factor by which the optimizer multiplies each update of the weights.',
    related: ['optimizer', 'step'],
    seen: 'Train, settings',
  },
  clipping: {
    words: 'clipping',
    definition:
      'A gradient that is too large is made smaller before the update, outside the loss. By norm: all gradients are scaled together, so that their direction stays. By value: each number is cut by itself.',
    formula: 'g ← g · min(1, \\frac{max}{‖g‖ + 10^{−6}})',
    related: ['gradient-norm', 'clip-norm', 'exploding'],
    seen: 'Train, settings',
  },
  'clip-norm': {
    words: 'clip norm',
    definition: 'The largest norm of a gradient that is applied unchanged.',
    related: ['clipping', 'gradient-norm'],
    seen: 'Train, settings',
  },
  'clip-value': {
    words: 'clip value',
    definition: 'Each number of the gradient is cut to the range from minus this value to this value.',
    related: ['clipping'],
    seen: 'Train, settings',
  },
  'hidden-units': {
    words: 'hidden units',
    definition: 'H, the number of units in each layer.',
    related: ['unit', 'layer', 'models-have'],
    seen: 'Train, settings',
  },
  'models-have': {
    words: 'equal parameters',
    definition:
      'Models of different cells either have the same number of units, or each has the H whose number of parameters is nearest to that of the LSTM.',
    related: ['parameters', 'hidden-units'],
    seen: 'Train, settings',
  },
  parameters: {
    words: 'parameters',
    definition:
      'All numbers that training changes: weights and both biases of every layer, the head, and the embedding if there is one.',
    related: ['weight', 'bias', 'head', 'embedding'],
    seen: 'Train, models',
  },
  layer: {
    words: 'layer',
    definition: 'A row of units. Each layer reads the hidden state of the one below; the first reads the characters.',
    related: ['hidden-units', 'h'],
    seen: 'Train, settings',
  },
  'unroll-length': {
    words: 'unroll length',
    definition:
      'T, the number of timesteps through which one training gradient goes back. The state is carried on into the next stretch; the gradient is not.',
    related: ['truncated-bptt', 'bptt'],
    seen: 'Train, settings',
  },
  batch: {
    words: 'batch size',
    definition: 'B, the number of positions of the text that are read side by side in a training step.',
    related: ['step', 'unroll-length'],
    seen: 'Train, settings',
  },
  seed: {
    words: 'seed',
    definition:
      'The number from which all random numbers follow. The same seed on the same backend gives the same results, bit for bit.',
    related: ['initialisation', 'backend'],
    seen: 'Train, settings',
  },
  'forget-bias': {
    words: 'forget bias',
    definition:
      "The bias of the LSTM's forget gate before training. It stands in bias_ih; the one in bias_hh begins at 0. A large one keeps the gate open at first.",
    formula: 'f_0 ≈ σ(b)',
    related: ['f', 'bias'],
    seen: 'Train, settings',
  },
  optimizer: {
    words: 'optimizer',
    definition:
      "The rule that turns a gradient into an update of the weights. All formulas are PyTorch's, with their ε shown.",
    related: ['adam', 'rmsprop', 'adagrad', 'adagrad-minchar', 'sgd', 'epsilon'],
    seen: 'Train, settings',
  },
  adam: {
    words: 'Adam',
    definition:
      'It divides the running mean of the gradients by the root of the running mean of their squares, both corrected for their start at 0.',
    formula: 'p ← p − η \\frac{m/(1 − β_1^k)}{\\sqrt{v/(1 − β_2^k)} + ε}',
    related: ['optimizer', 'beta1', 'beta2', 'epsilon'],
    seen: 'Train, settings',
  },
  rmsprop: {
    words: 'RMSProp',
    definition: 'It divides the gradient by the root of the running mean of its squares.',
    formula: 'p ← p − η \\frac{g}{\\sqrt{s} + ε}',
    related: ['optimizer', 'alpha', 'epsilon'],
    seen: 'Train, settings',
  },
  adagrad: {
    words: 'Adagrad',
    definition: 'It divides the gradient by the root of the sum of all its squares so far.',
    formula: 'p ← p − η \\frac{g}{\\sqrt{s} + ε}',
    related: ['optimizer', 'adagrad-minchar', 'epsilon'],
    seen: 'Train, settings',
  },
  'adagrad-minchar': {
    words: 'Adagrad, √(s+ε)',
    definition: 'The variant of min-char-rnn: Adagrad with ε inside the root.',
    formula: 'p ← p − η \\frac{g}{\\sqrt{s + ε}}',
    related: ['adagrad', 'epsilon'],
    seen: 'Train, settings',
  },
  sgd: {
    words: 'SGD',
    definition: 'Stochastic gradient descent: the weights move against the gradient, without momentum.',
    formula: 'p ← p − η g',
    related: ['optimizer', 'learning-rate'],
    seen: 'Train, settings',
  },
  epsilon: {
    words: 'ε',
    definition:
      'A small number that keeps the optimizer from dividing by zero. It also limits how much small gradients are enlarged.',
    related: ['optimizer', 'adagrad-minchar'],
    seen: 'Train, settings',
  },
  beta1: {
    words: 'β₁',
    definition: 'The share of the old running mean of the gradients that Adam keeps at each step.',
    formula: 'm ← β_1 m + (1 − β_1) g',
    related: ['adam'],
    seen: 'Train, settings',
  },
  beta2: {
    words: 'β₂',
    definition: 'The share of the old running mean of the squared gradients that Adam keeps at each step.',
    formula: 'v ← β_2 v + (1 − β_2) g^2',
    related: ['adam'],
    seen: 'Train, settings',
  },
  alpha: {
    words: 'α',
    definition: 'The share of the old running mean of the squared gradients that RMSProp keeps at each step.',
    formula: 's ← α s + (1 − α) g^2',
    related: ['rmsprop'],
    seen: 'Train, settings',
  },
  reduction: {
    words: 'reduction',
    definition:
      'Whether the training loss is the mean or the sum over the T timesteps. The sum makes gradients T times as large, which matters for clipping and ε.',
    related: ['loss', 'clipping', 'epsilon'],
    seen: 'Train, settings; links',
  },
  input: {
    words: 'input',
    definition: 'How a character enters the network: as a one-hot vector or as an embedding.',
    related: ['one-hot', 'embedding'],
    seen: 'Train, settings',
  },
  'one-hot': {
    words: 'one-hot',
    definition: 'A vector of V numbers for a character: 1 at its token and 0 elsewhere.',
    related: ['embedding', 'vocabulary'],
    seen: 'Train, settings',
  },
  embedding: {
    words: 'embedding',
    definition: 'A vector of E learned numbers for each character.',
    related: ['one-hot', 'input'],
    seen: 'Train, settings',
  },
  initialisation: {
    words: 'initialisation',
    definition:
      "The weights before the first step. ±1/√H is PyTorch's uniform default; Glorot with orthogonal W_hh is that of Keras; N(0, 0.01²) is that of min-char-rnn.",
    related: ['orthogonal', 'forget-bias', 'seed'],
    seen: 'Train, settings',
  },
  orthogonal: {
    words: 'orthogonal',
    definition: 'A matrix that keeps every length: all its singular values are 1.',
    formula: 'Q^{\\text{T}} Q = I',
    related: ['singular-value', 'initialisation'],
    seen: 'Compare, Provoke it',
  },
  'head-bias': {
    words: 'head bias',
    definition:
      "The head's bias before training: the logarithm of each character's frequency, so that the network begins by predicting frequencies, or what the initialisation gives.",
    related: ['head', 'initialisation'],
    seen: 'Train, settings',
  },
  backend: {
    words: 'backend',
    definition:
      'The arithmetic that trains: wasm (SIMD kernels), webgl (the graphics card) or cpu (the float64 reference). With auto, wasm and webgl are timed and the faster one is taken.',
    related: ['self-test', 'seed'],
    seen: 'header; Train, settings',
  },
  'self-test': {
    words: 'self-test',
    definition: 'A backend is compared with the reference before it may train.',
    related: ['backend'],
    seen: 'header, Why this backend',
  },
  models: {
    words: 'models',
    definition:
      'A model is a cell with its settings and weights. Several learn in lockstep on the same text, and two of one cell may differ in a setting.',
    related: ['cell', 'lockstep', 'parameters'],
    seen: 'Train, models',
  },
} as const satisfies Definitions;
