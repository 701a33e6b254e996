import { createReference, NO_TARGET } from './reference.ts';
import type { ModelSpec } from './spec.ts';

/**
 * How the loss at single positions reaches back: ∂L_p/∂h_t (and ∂L_p/∂c_t) for each loss position p and every timestep t
 * of a text, from the zero state and not truncated. Zero where t > p. Gradients by lag, the triangle and the chain are
 * read off it; the gradient of a summed loss says nothing about lag.
 */
export interface PositionGradients {
  /** [P]; p is the loss of predicting tokens[p + 1] at p. */
  readonly positions: Int32Array;
  /** ∂L_p/∂h_t, [L, T, P, H]. */
  readonly gradH: Float32Array | Float64Array;
  /** ∂L_p/∂c_t, [L, T, P, H]; the LSTM's alone. */
  readonly gradC: Float32Array | Float64Array | null;
}

/** The arrays of one window in which every lane reads the same text and answers for one position's loss. */
export interface PositionLanes {
  /** Inputs, [T, P]. */
  readonly x: Int32Array;
  /** Next symbols, [T, P]; NO_TARGET at the end. */
  readonly y: Int32Array;
  /** 1 where a lane's position is, else 0, [T, P]. */
  readonly weights: Float64Array;
}

/**
 * Lays the loss positions side by side as lanes of a batch, so that one backward pass answers for all of them.
 *
 * @throws RangeError if there is no position, or one has no character after it.
 */
export function positionLanes(tokens: Int32Array, positions: Int32Array): PositionLanes {
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
  for (const [lane, p] of positions.entries()) weights[p * P + lane] = 1;
  return { x, y, weights };
}

/** The reference's answer, in float64, as one batched backward pass. */
export function positionGradients(
  spec: ModelSpec,
  params: Float64Array,
  tokens: Int32Array,
  positions: Int32Array,
): PositionGradients {
  const { x, y, weights } = positionLanes(tokens, positions);
  const reference = createReference(spec, tokens.length, positions.length);
  reference.forward(params, x, y, null);
  reference.backward(weights, 'states');
  return { positions, gradH: reference.gradH, gradC: reference.gradC };
}
