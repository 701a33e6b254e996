import { createReference, type Reference } from '../engine/reference.ts';
import type { ModelSpec } from '../engine/spec.ts';
import type { Trace } from '../engine/trace.ts';
import type { LayerStates } from '../engine/window.ts';

/** How one loss alone reaches back over a few steps. */
export interface LossBackThrough {
  /** The position p of the loss: that of predicting tokens[p + 1]. */
  readonly position: number;
  /** First timestep that the gradients are given for. */
  readonly from: number;
  /** p − from + 1 */
  readonly steps: number;
  /** ∂L_p/∂h_t, [L, steps, H]. */
  readonly gradH: Float64Array;
  /** ∂L_p/∂c_t, [L, steps, H]; the LSTM's alone. */
  readonly gradC: Float64Array | null;
}

/** Gradients of the loss at `position` with respect to the states of timesteps from … position. */
export type LossBack = (position: number, from: number) => LossBackThrough;

/**
 * Prepares the way back from single losses of a trace over short stretches, in float64, for one model at a time: the
 * engine reads the stretch again from the trace's own state before it, and goes back through it. What lies further back
 * does not change these gradients, so they equal those of the whole text. O(steps · L · G · H²); the arrays are kept while
 * the stretch stays as long.
 *
 * @param params what the trace was computed from, in the layout of `parameterLayout(trace.spec)`
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

/** What the network carries out of timestep t, each [L, 1, H]. */
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

/** About how many products one answer of `lossBackThrough` costs: what decides whether it may follow every move of the cursor. */
export function backThroughCost(spec: ModelSpec, steps: number): number {
  const gates = { rnn: 1, gru: 3, lstm: 4 }[spec.cell];
  const dense = 2 * spec.layers - 1 + (spec.embedding > 0 ? spec.embedding / spec.hidden : 0);
  return 2 * steps * (dense * gates * spec.hidden ** 2 + spec.vocab * spec.hidden);
}
