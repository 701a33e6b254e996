/** The names of the quantities that cells compute, and the settings that only one cell uses. */

/** One quantity that a cell computes for every unit at every timestep. */
export type Channel = 'i' | 'f' | 'g' | 'o' | 'c' | 'h' | 'r' | 'z' | 'n';

/** A quantity that one timestep passes to the next. */
export type State = 'h' | 'c';

/** φ of the RNN: PyTorch's two, and the logistic function that some lectures use. */
export type Nonlinearity = 'tanh' | 'relu' | 'sigmoid';

/** Where the GRU applies its reset gate: after the matrix product (PyTorch, cuDNN) or before it (the original paper). */
export type ResetForm = 'after' | 'before';

/** The form of a cell. */
export interface CellVariant {
  /** Used by the RNN only. */
  readonly nonlinearity: Nonlinearity;
  /** Used by the GRU only. */
  readonly reset: ResetForm;
}
