import { createReference, type Reference } from '../engine/reference.ts';
import { CELLS, type ModelSpec } from '../engine/spec.ts';
import type { Trace } from '../engine/trace.ts';
import type { LayerStates } from '../engine/window.ts';

/** The gradients of one single loss over a few timesteps back. */
export interface LossBackThrough {
  /** The position p of the loss, which is the loss of predicting tokens[p + 1]. */
  readonly position: number;
  /** The first timestep with gradients. */
  readonly from: number;
  /** p − from + 1 */
  readonly steps: number;
  /** ∂L_p/∂h_t, [L, steps, H]. */
  readonly gradH: Float64Array;
  /** ∂L_p/∂c_t, [L, steps, H]; LSTM only. */
  readonly gradC: Float64Array | null;
}

/** Gradients of the loss at `position` by the states at timesteps from … position. */
export type LossBack = (position: number, from: number) => LossBackThrough;

/**
 * Prepares the backward pass of single losses of a trace over short ranges, in float64, for one model. The engine
 * reads the range again from the trace's own state before it and goes back through it. Earlier timesteps do not
 * affect these gradients, so they equal those of the whole text. O(steps · L · G · H²). The arrays are reused while
 * the length of the range stays the same.
 *
 * @param params the parameters of the trace, in the layout of `parameterLayout(trace.spec)`
 */
export function lossBackThrough(trace: Trace, params: Float32Array | Float64Array): LossBack {
  const { spec, tokens } = trace;
  const exact = params instanceof Float64Array ? params : Float64Array.from(params);
  let reference: Reference | null = null;
  return (position, from) => {
    const steps = position - from + 1;
    if (!(from >= 0 && steps >= 1 && position < tokens.length - 1))
      throw new RangeError(`no way back from a loss at ${position} to ${from} in ${tokens.length} characters`);
    if (reference?.steps !== steps) reference = createReference(spec, steps, 1);
    const initial = from === 0 ? null : statesAt(trace, from - 1);
    reference.forward(exact, tokens.subarray(from, from + steps), tokens.subarray(from + 1, position + 2), initial);
    const weights = new Float64Array(steps);
    weights[steps - 1] = 1;
    reference.backward(weights, 'states');
    return { position, from, steps, gradH: reference.gradH.slice(), gradC: reference.gradC?.slice() ?? null };
  };
}

/** The states after timestep t, each [L, 1, H]. */
function statesAt({ spec, tokens, channels }: Trace, t: number): LayerStates {
  const { layers: L, hidden: H } = spec;
  const gather = (values: Float32Array): Float64Array => {
    const states = new Float64Array(L * H);
    for (let layer = 0; layer < L; layer++) {
      const at = (layer * tokens.length + t) * H;
      states.set(values.subarray(at, at + H), layer * H);
    }
    return states;
  };
  return { h: gather(channels.h!), c: channels.c ? gather(channels.c) : null };
}

/**
 * Approximate number of multiplications of one call. It decides whether the gradients can follow every move of the
 * cursor.
 */
export function backThroughCost(spec: ModelSpec, steps: number): number {
  const gates = CELLS[spec.cell].gates.length;
  const dense = 2 * spec.layers - 1 + (spec.embedding > 0 ? spec.embedding / spec.hidden : 0);
  return 2 * steps * (dense * gates * spec.hidden ** 2 + spec.vocab * spec.hidden);
}
