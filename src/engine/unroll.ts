/**
 * Unrolling and backpropagation through time, written once for every backend.
 *
 * A backend implements the steps below on its own arrays; this file defines their order. Only `cellForward` and
 * `cellBackward` are inside the loop over time. The input projection, the head and the weight gradients do not depend
 * on the order of time and are one product each over all T·B positions.
 *
 * Source: Werbos, "Backpropagation through time: what it does and how to do it", Proc. IEEE 78(10), 1990, eqs. 7–13.
 */
export interface ForwardPrimitives {
  /** T, timesteps of this window. */
  readonly steps: number;
  /** L */
  readonly layers: number;

  /**
   * The input's part of the pre-activations for all T·B: Z = X W_ihᵀ + b_ih (a row lookup for one-hot input in layer
   * 0).
   */
  projectInput(layer: number): void;
  /** One timestep of one layer: adds W_hh h_{t−1} + b_hh, applies the cell and stores every channel of t. */
  cellForward(layer: number, t: number): void;
  /** logits = H W_headᵀ + b_head for all T·B, then the loss of each position. */
  head(): void;
}

/** The steps of the forward and the backward pass. */
export interface Primitives extends ForwardPrimitives {
  /** ∂L/∂logits for all T·B, the gradients of W_head and b_head, and the head's part of ∂L/∂h of the last layer. */
  headBackward(): void;
  /**
   * Backward pass of one timestep of one layer. It completes ∂L/∂h_t (the part from above or from the head, plus
   * W_hhᵀ times the pre-activation gradient of t + 1) and ∂L/∂c_t, stores both, and computes the pre-activation
   * gradient of t.
   */
  cellBackward(layer: number, t: number): void;
  /** The gradients of W_ih, W_hh and both biases of one layer, one product each over all T·B. */
  weightGradients(layer: number): void;
  /**
   * ∂L/∂X of one layer. It becomes ∂L/∂h of the layer below, or below layer 0 the gradient of the embedding (nothing
   * for one-hot input).
   */
  inputGradient(layer: number): void;
}

/** Forward pass through time: every channel of every layer, the logits and the loss. */
export function unrollForward(p: ForwardPrimitives): void {
  unrollStates(p);
  p.head();
}

/** Forward pass without logits and loss. */
export function unrollStates(p: Omit<ForwardPrimitives, 'head'>): void {
  for (let layer = 0; layer < p.layers; layer++) {
    p.projectInput(layer);
    for (let t = 0; t < p.steps; t++) p.cellForward(layer, t);
  }
}

/**
 * Backward pass through the window that `unrollForward` has just run. Gradients do not leave the window (truncated
 * BPTT).
 */
export function unrollBackward(p: Primitives): void {
  p.headBackward();
  for (let layer = p.layers - 1; layer >= 0; layer--) {
    for (let t = p.steps - 1; t >= 0; t--) p.cellBackward(layer, t);
    p.weightGradients(layer);
    p.inputGradient(layer);
  }
}
