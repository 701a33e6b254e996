/**
 * The unrolling and backpropagation through time, written once for every backend.
 *
 * A backend offers the steps below on arrays of its own; this file says in which order they run. Only `cellForward` and
 * `cellBackward` stand inside the time loop: the input projection, the head and the weight gradients do not depend on the
 * order of time and are one product each over all T·B positions.
 *
 * Source: Werbos, "Backpropagation through time: what it does and how to do it", Proc. IEEE 78(10), 1990, eqs. 7–13.
 */
export interface ForwardPrimitives {
  /** T, timesteps of this window. */
  readonly steps: number;
  /** L */
  readonly layers: number;

  /** Pre-activation parts that come from the input, for all T·B: Z = X W_ihᵀ + b_ih (layer 0, one-hot: a row fetch). */
  projectInput(layer: number): void;
  /** One timestep of one layer: adds W_hh h_{t−1} + b_hh, applies the cell, keeps every channel of t. */
  cellForward(layer: number, t: number): void;
  /** logits = H W_headᵀ + b_head for all T·B; then the loss of each position. */
  head(): void;
}

/** The same with the steps of the way back. */
export interface Primitives extends ForwardPrimitives {
  /** ∂L/∂logits for all T·B, W_head's and b_head's gradients, and ∂L/∂h of the last layer as far as it comes from the head. */
  headBackward(): void;
  /**
   * One timestep of one layer, backwards: completes ∂L/∂h_t (what comes from above or the head, plus W_hhᵀ of t+1's
   * pre-activation gradient) and ∂L/∂c_t, keeps both, and leaves the pre-activation gradient of t.
   */
  cellBackward(layer: number, t: number): void;
  /** W_ih's, W_hh's and both biases' gradients of one layer, one product each over all T·B. */
  weightGradients(layer: number): void;
  /** ∂L/∂X of one layer: the layer below receives it as ∂L/∂h from above; below layer 0 the embedding does (one-hot: nothing). */
  inputGradient(layer: number): void;
}

/** Forward through time: every channel of every layer, the logits and the loss. */
export function unrollForward(p: ForwardPrimitives): void {
  unrollStates(p);
  p.head();
}

/** The same without logits and loss. */
export function unrollStates(p: Omit<ForwardPrimitives, 'head'>): void {
  for (let layer = 0; layer < p.layers; layer++) {
    p.projectInput(layer);
    for (let t = 0; t < p.steps; t++) p.cellForward(layer, t);
  }
}

/** Backward through time over the window that `unrollForward` has just run; gradients do not leave the window (truncated BPTT). */
export function unrollBackward(p: Primitives): void {
  p.headBackward();
  for (let layer = p.layers - 1; layer >= 0; layer--) {
    for (let t = p.steps - 1; t >= 0; t--) p.cellBackward(layer, t);
    p.weightGradients(layer);
    p.inputGradient(layer);
  }
}
