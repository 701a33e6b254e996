/** How a model is trained. `StepSettings` holds what can change between two steps; the rest is fixed at reset. */

/**
 * The formulas and defaults are PyTorch's unless stated otherwise; every epsilon is explicit. `adagrad-minchar` is
 * min-char-rnn's variant, g / √(s + ε), with ε inside the root.
 */
export type OptimizerKind = 'sgd' | 'adagrad' | 'adagrad-minchar' | 'rmsprop' | 'adam';

/** The hyperparameters of an optimizer. */
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

/** Settings that may change between two training steps. */
export interface StepSettings {
  readonly learningRate: number;
  readonly optimizer: OptimizerSettings;
  readonly clip: ClipSettings;
  readonly reduction: Reduction;
}

/**
 * How parameters are initialised.
 *
 * - `uniform`: U(−1/√H, 1/√H), PyTorch's default for its recurrent layers and for nn.Linear(H, V).
 * - `glorot-orthogonal`: Keras' default (Glorot uniform for W_ih and head, orthogonal W_hh blocks, zero biases).
 * - `gaussian`: N(0, 0.01²), zero biases, as in min-char-rnn.
 */
export type Initialisation = 'uniform' | 'glorot-orthogonal' | 'gaussian';

/** The initial bias of the head: the log of the character frequencies, or whatever the initialisation sets. */
export type HeadBias = 'unigram' | 'plain';

/** Settings that take effect at reset. */
export interface InitSettings {
  readonly kind: Initialisation;
  readonly headBias: HeadBias;
  /** The initial value of the f rows of the LSTM's bias_ih. The f rows of bias_hh start at 0. */
  readonly forgetBias: number;
  readonly seed: number;
}
