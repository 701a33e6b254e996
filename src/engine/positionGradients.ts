import { createReference, NO_TARGET } from './reference.ts';
import type { ModelSpec } from './spec.ts';

/**
 * Gradients of the losses at single positions: ∂L_p/∂h_t (and ∂L_p/∂c_t) for each loss position p and every timestep
 * t of a text, from the zero state and without truncation. They are zero where t > p. Gradients by lag, the triangle
 * and the chain are read from them. The gradient of a summed loss cannot answer questions about lag.
 */
export interface PositionGradients {
  /** Loss positions, [P]. p is the loss of predicting tokens[p + 1] at p. */
  readonly positions: Int32Array;
  /** ∂L_p/∂h_t, [L, T, P, H]. */
  readonly gradH: Float32Array | Float64Array;
  /** ∂L_p/∂c_t, [L, T, P, H]; LSTM only. */
  readonly gradC: Float32Array | Float64Array | null;
}

/**
 * The arrays of one window in which every sequence of the batch reads the same text, and each has one position's
 * loss.
 */
export interface PositionBatch {
  /** Inputs, [T, P]. */
  readonly x: Int32Array;
  /** Next symbols, [T, P]; NO_TARGET at the end. */
  readonly y: Int32Array;
  /** 1 at the loss position of each sequence, else 0, [T, P]. */
  readonly weights: Float64Array;
}

/**
 * Makes a batch with one sequence per loss position, so that one backward pass computes the gradients of all of them.
 *
 * @throws RangeError if there is no position, or if no character follows one of them.
 */
export function positionBatch(tokens: Int32Array, positions: Int32Array): PositionBatch {
  const T = tokens.length;
  const P = positions.length;
  if (P === 0) throw new RangeError('no loss position');
  for (const p of positions)
    if (!(p >= 0 && p < T - 1)) throw new RangeError(`no loss stands at ${p} of ${T} characters`);
  const x = new Int32Array(T * P);
  const y = new Int32Array(T * P);
  for (let t = 0; t < T; t++) {
    x.fill(tokens[t]!, t * P, (t + 1) * P);
    y.fill(t + 1 < T ? tokens[t + 1]! : NO_TARGET, t * P, (t + 1) * P);
  }
  const weights = new Float64Array(T * P);
  for (const [adjoint, p] of positions.entries()) weights[p * P + adjoint] = 1;
  return { x, y, weights };
}

/** The gradients by the float64 reference, as one batched backward pass. */
export function positionGradients(
  spec: ModelSpec,
  params: Float64Array,
  tokens: Int32Array,
  positions: Int32Array,
): PositionGradients {
  const { x, y, weights } = positionBatch(tokens, positions);
  const reference = createReference(spec, tokens.length, positions.length);
  reference.forward(params, x, y, null);
  reference.backward(weights, 'states');
  return { positions, gradH: reference.gradH, gradC: reference.gradC };
}
