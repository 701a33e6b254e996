/** Gradients through time, and the matrices behind them. */
import type { Definitions } from './definition.ts';

export const GRADIENT_TERMS = {
  gradient: {
    words: 'gradient',
    definition:
      'By how much the loss changes if a number changes a little. That of a weight says how to learn; that of a state says how much the loss depends on that moment.',
    formula: '\\frac{∂L}{∂h_t}',
    related: ['norm', 'gradient-by-lag', 'bptt'],
    seen: 'Compare',
  },
  norm: {
    words: 'norm, ‖ ‖',
    definition: 'The length of a vector or matrix: the root of the sum of its squares.',
    formula: '‖v‖ = \\sqrt{Σ_j v_j^2}',
    related: ['gradient-norm'],
    seen: 'Compare',
  },
  'gradient-norm': {
    words: 'gradient norm before clipping',
    definition: "The length of all parameters' gradients together in one training step, before they are clipped.",
    formula: '‖g‖ = \\sqrt{Σ g^2}',
    related: ['norm', 'clipping', 'clip-norm'],
    seen: 'Train',
  },
  'gradient-over-time': {
    words: 'gradient norm over time',
    definition:
      'The length of the gradient of the mean loss of the whole trace by the state at t. It is the sum over all later losses, so it does not say how far one loss reaches.',
    formula: '‖∂L/∂h_t‖',
    related: ['gradient-by-lag', 'norm'],
    seen: 'Compare, Over time',
  },
  'gradient-by-lag': {
    words: 'gradient by lag',
    definition:
      'The length of the gradient of one loss alone by the state k characters before it. It is not cut at the unroll length.',
    formula: '‖∂L_t/∂h_{t−k}‖',
    related: ['lag', 'geometric-mean', 'half-life'],
    seen: 'Compare, By lag',
  },
  lag: {
    words: 'lag',
    definition: 'The number k of timesteps by which a state lies before a loss.',
    related: ['gradient-by-lag', 'timestep'],
    seen: 'Compare',
  },
  'relative-to-lag-0': {
    words: 'relative to lag 0',
    definition: "Each loss's norms are divided by its own norm at lag 0, so that all curves begin at 1.",
    related: ['gradient-by-lag', 'lag'],
    seen: 'Compare, By lag',
  },
  'geometric-mean': {
    words: 'geometric mean',
    definition:
      'The mean on a logarithmic scale, of the same losses at every lag. Norms below 10⁻³⁰ count as 10⁻³⁰, so the mean is then an upper bound.',
    formula: 'e^{\\frac{1}{n} Σ ln v}',
    related: ['middle-half', 'gradient-by-lag', 'floor'],
    seen: 'Compare, By lag',
  },
  'middle-half': {
    words: 'middle half, quartiles',
    definition:
      'The range from the first to the third quartile: a quarter of the values lie below it and a quarter above.',
    related: ['median', 'geometric-mean'],
    seen: 'Compare, By lag',
  },
  median: {
    words: 'median',
    definition: 'The value in the middle: half of the values lie below it.',
    related: ['middle-half'],
    seen: 'Compare, Over time; Find',
  },
  fit: {
    words: 'fit',
    definition:
      'A straight line through the logarithm of the geometric mean, from lag 5 on and down to 10⁻¹² of lag 0. Models are compared over the lags that all their fits share.',
    related: ['half-life', 'per-step', 'geometric-mean'],
    seen: 'Compare, By lag',
  },
  'per-step': {
    words: 'per step',
    definition: 'The factor by which the fitted gradient changes with each step back.',
    related: ['fit', 'half-life'],
    seen: 'Compare, By lag',
  },
  'half-life': {
    words: 'half-life',
    definition:
      'The number of steps back in which the fitted gradient halves. One that grows has a doubling time instead.',
    formula: '\\frac{ln 2}{−\\text{slope}}',
    related: ['fit', 'per-step'],
    seen: 'Compare, By lag',
  },
  reach: {
    words: 'reach',
    definition: 'The first lag from which every later gradient is below 1 % of that at lag 0.',
    related: ['gradient-by-lag', 'waterfall', 'vanishing'],
    seen: 'Compare, Over training',
  },
  vanishing: {
    words: 'vanishing gradient',
    definition:
      'The gradient of a loss becomes so small over the lags that what lies far back is hardly learned. It does not prove that nothing is remembered.',
    related: ['exploding', 'jacobian', 'half-life'],
    seen: 'Compare',
  },
  exploding: {
    words: 'exploding gradient',
    definition: 'The gradient grows over the lags, and a single step may throw the weights far away.',
    related: ['vanishing', 'clipping', 'blown-up'],
    seen: 'Train; Compare',
  },
  bptt: {
    words: 'backpropagation through time',
    definition: 'The gradient of a loss, computed backwards through the unrolled network with the chain rule.',
    formula: '\\frac{∂L_t}{∂h_{s−1}} = {(\\frac{∂h_s}{∂h_{s−1}})}^{\\text{T}} \\frac{∂L_t}{∂h_s}',
    related: ['truncated-bptt', 'unrolled', 'chain'],
    seen: 'Watch, Unrolled; Compare',
  },
  'truncated-bptt': {
    words: 'truncated backpropagation',
    definition:
      'In training the gradient goes back through at most T timesteps, the unroll length. The pictures of Compare are measured without this cut.',
    related: ['bptt', 'unroll-length'],
    seen: 'Compare, By lag',
  },
  triangle: {
    words: 'triangle',
    definition:
      'A picture with a row for each loss t and a column for each state s before it. The colour is the size of the gradient.',
    formula: '‖∂L_t/∂h_s‖, s ≤ t',
    related: ['gradient-by-lag', 'waterfall'],
    seen: 'Compare, Triangle',
  },
  chain: {
    words: 'chain',
    definition: "One loss's gradient by a weight, as the sum of its terms: one for each step back.",
    formula: '\\frac{∂L_t}{∂W} = Σ_k \\frac{∂L_t}{∂a_{t−k}} ⊗ h_{t−k−1}',
    related: ['share', 'pre-activation', 'lag'],
    seen: 'Compare, Chain',
  },
  share: {
    words: 'signed share',
    definition:
      'How much a term of the chain adds to the whole gradient. The shares of all lags add up to 1; the norms do not. A negative one pulls against the sum.',
    formula: '\\frac{⟨\\text{term}, ∂L_t/∂W⟩}{‖∂L_t/∂W‖^2}',
    related: ['chain', 'norm'],
    seen: 'Compare, Chain',
  },
  waterfall: {
    words: 'waterfall',
    definition:
      'Gradients by lag at every kept training step: training downwards, lag across. Vanishing is seen to come and go.',
    related: ['gradient-by-lag', 'checkpoint', 'reach'],
    seen: 'Compare, Over training',
  },
  jacobian: {
    words: 'Jacobian',
    definition:
      'The matrix that says how a small change of the state at t − k changes the state at t, whatever the loss. The state is h, and h and c together for the LSTM.',
    formula: '\\frac{∂s_t}{∂s_{t−k}}',
    related: ['singular-value', 'sigma-max', 'noise'],
    seen: 'Compare, Jacobian',
  },
  'singular-value': {
    words: 'singular value',
    definition:
      'The factor by which a matrix stretches one of its directions. A matrix has as many as it has rows or columns, whichever are fewer.',
    related: ['sigma-max', 'jacobian', 'spectral-radius'],
    seen: 'Compare, Jacobian',
  },
  'sigma-max': {
    words: 'σ_max, largest singular value',
    definition:
      "The most that a matrix stretches any vector. If σ_max of the RNN's W_hh times the largest slope of φ is below 1, gradients must vanish; above 1 they may explode, but need not.",
    formula: 'σ_{max}(A) = max_{‖v‖ = 1} ‖A v‖',
    related: ['singular-value', 'bound', 'spectral-radius'],
    seen: 'Compare, Jacobian',
  },
  'spectral-radius': {
    words: 'spectral radius, max |λ|',
    definition:
      'The largest size of an eigenvalue of a square block of W_hh. All rows of a GRU or LSTM together are not square and have none.',
    formula: 'max |λ|, A v = λ v',
    related: ['sigma-max', 'block'],
    seen: 'Compare, Jacobian',
  },
  bound: {
    words: 'bound',
    definition:
      "The most by which k steps can stretch a change of the RNN's state. Cells with gates have no such bound.",
    formula: '(σ_{max}(W_{hh}) · max φ′)^k',
    related: ['sigma-max', 'rnn', 'vanishing'],
    seen: 'Compare, Jacobian',
  },
  noise: {
    words: 'noise floor',
    definition: 'What rounding alone may have made of a singular value. Values that are not larger are not drawn.',
    related: ['jacobian', 'floor'],
    seen: 'Compare, Jacobian',
  },
  floor: {
    words: 'floor',
    definition: 'Norms below 10⁻³⁰ are drawn at 10⁻³⁰ and marked ▾, because a logarithmic axis has no zero.',
    related: ['norm', 'geometric-mean'],
    seen: 'Compare',
  },
  'c-alone': {
    words: 'c alone, c rest',
    definition:
      "The part of the LSTM's gradient that goes back along the cell state only, with the gates held constant, and the rest, which went through a gate at least once.",
    formula: '\\frac{∂L_t}{∂c_t} ⊙ ∏_{s=t−k+1}^{t} f_s',
    related: ['c', 'f', 'gradient-by-lag'],
    seen: 'Compare, By lag',
  },
  'memory-kept': {
    words: 'memory kept',
    definition:
      "The product of a unit's forget gate (LSTM) or update gate (GRU) over a span: 1 keeps everything. It does not prove that the model uses what it keeps.",
    formula: '∏_s f_s',
    related: ['f', 'z'],
    seen: 'Compare, By lag',
  },
  'gradient-check': {
    words: 'gradient check',
    definition:
      'The backward pass is compared with the slope of the loss when single weights move. A gradient is right if its relative error is at most 10⁻⁵.',
    formula: '\\frac{L(θ + ε) − L(θ − ε)}{2 ε}',
    related: ['gradient', 'numeric'],
    seen: 'Compare, Check',
  },
  numeric: {
    words: 'numeric, analytic',
    definition:
      "Numeric: a slope from differences of the loss over ever smaller ε (Ridders' method). Analytic: the same slope from the backward pass.",
    related: ['gradient-check'],
    seen: 'Compare, Check',
  },
  provoke: {
    words: 'provoke, perturb',
    definition:
      'To change the recurrent weights by hand: multiply them, replace them, or shift the forget bias. The pictures show the changed weights; training does not know of them until you say so.',
    related: ['gain', 'orthogonal', 'forget-bias'],
    seen: 'Compare, Provoke it',
  },
  gain: {
    words: 'gain',
    definition:
      'The factor of new recurrent weights: gain · I, gain · Q with Q orthogonal, or random numbers with the variance gain²/H.',
    related: ['provoke', 'orthogonal'],
    seen: 'Compare, Provoke it',
  },
} as const satisfies Definitions;
