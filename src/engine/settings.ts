/** How a model is trained. What can change between two steps is in `StepSettings`; the rest is fixed at reset. */

/**
 * PyTorch's formulas with PyTorch's defaults unless said otherwise; every epsilon is explicit.
 * `adagrad-minchar` is min-char-rnn's variant, g / √(s + ε), with ε inside the root.
 */
export type OptimizerKind = 'sgd' | 'adagrad' | 'adagrad-minchar' | 'rmsprop' | 'adam';

export interface OptimizerSettings {
  readonly kind: OptimizerKind;
  readonly epsilon: number;
  /** Adam's β₁. */
  readonly beta1: number;
  /** Adam's β₂; RMSProp's α. */
  readonly beta2: number;
}

/** Gradient clipping, outside the loss: by global norm (PyTorch's clip_grad_norm_), by value, or none. */
export type ClipSettings =
  | { readonly kind: 'none' }
  | { readonly kind: 'norm'; readonly max: number }
  | { readonly kind: 'value'; readonly max: number };

/** Mean over B·T, or the sum over T of the mean over B (min-char-rnn sums over T with B = 1). */
export type Reduction = 'mean' | 'sum';

export interface StepSettings {
  readonly learningRate: number;
  readonly optimizer: OptimizerSettings;
  readonly clip: ClipSettings;
  readonly reduction: Reduction;
}

/**
 * `uniform`: U(−1/√H, 1/√H), PyTorch's default for its recurrent layers and for nn.Linear(H, V).
 * `glorot-orthogonal`: Keras' default (Glorot uniform for W_ih and head, orthogonal W_hh blocks, zero biases).
 * `gaussian`: N(0, 0.01²), zero biases, as in min-char-rnn.
 */
export type Initialisation = 'uniform' | 'glorot-orthogonal' | 'gaussian';

/** The head's bias at reset: log of the character frequencies, or as the initialisation says. */
export type HeadBias = 'unigram' | 'plain';

export interface InitSettings {
  readonly kind: Initialisation;
  readonly headBias: HeadBias;
  /** LSTM: value of bias_ih's f rows at reset (bias_hh's f rows are 0 then). */
  readonly forgetBias: number;
  readonly seed: number;
}
