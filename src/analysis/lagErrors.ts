import { lengthOf } from '../engine/range.ts';
import { exactAdjoints } from '../engine/exactAdjoints.ts';
import type { ReadText } from '../engine/readText.ts';
import { lagGradients, type LagGradients } from './lagGradients.ts';

/** The errors of one layer's norms, [K + 1] each: the largest relative error up to that lag. */
export interface PartErrors {
  readonly h: Float64Array;
  /** LSTM only. */
  readonly whole?: Float64Array;
  readonly alone?: Float64Array;
  readonly rest?: Float64Array;
}

/** The result of comparing float32 gradients by lag with float64 ones. */
export interface LagErrors {
  /** One per layer. */
  readonly layers: readonly PartErrors[];
  /** The number of losses computed in both precisions. */
  readonly compared: number;
}

/**
 * Recomputes some of the losses in float64, spread over those from timestep `from` on, and measures how far the
 * float32 norms are off. Float32 loses most where a unit is saturated: 1 − h² has few digits if h is close to 1.
 *
 * @param count the number of losses to recompute, at least one
 */
export async function lagErrors(text: ReadText, found: LagGradients, from: number, count: number): Promise<LagErrors> {
  const { lags: K, spec } = found;
  const first = found.losses.from;
  const P = lengthOf(found.losses);
  const adjoint = Math.max(from, K, first) - first;
  const whole = P - adjoint;
  const compared = Math.max(1, Math.min(count, whole));
  const zero = (): Float64Array => new Float64Array(K + 1);
  const layers = Array.from({ length: spec.layers }, () =>
    found.c ? { h: zero(), whole: zero(), alone: zero(), rest: zero() } : { h: zero() },
  );
  for (let n = 0; n < compared; n++) {
    const p = adjoint + Math.floor(((n + 0.5) / compared) * whole);
    const t = first + p;
    const exact = await lagGradients(text, { losses: { from: t, to: t + 1 }, lags: K }, async (...of) =>
      exactAdjoints(...of),
    );
    for (const [layer, errors] of layers.entries()) {
      const rowsOf = (array: Float64Array, adjoints: number, at: number): Float64Array =>
        array.subarray((layer * adjoints + at) * (K + 1), (layer * adjoints + at + 1) * (K + 1));
      const take = (into: Float64Array | undefined, mine: Float64Array, theirs: Float64Array): void => {
        if (into) widen(into, rowsOf(mine, P, p), rowsOf(theirs, 1, 0));
      };
      take(errors.h, found.h, exact.h);
      if (!found.c || !exact.c || !errors.whole) continue;
      take(errors.whole, found.c.whole, exact.c.whole);
      take(errors.alone, found.c.alone, exact.c.alone);
      take(errors.rest, found.c.rest, exact.c.rest);
    }
  }
  return { layers: layers.map(runningLargest), compared };
}

function widen(into: Float64Array, found: Float64Array, exact: Float64Array): void {
  for (let k = 0; k < into.length; k++) {
    const size = Math.max(Math.abs(found[k]!), Math.abs(exact[k]!));
    const error = size > 0 && size < Infinity ? Math.abs(found[k]! - exact[k]!) / size : 0;
    if (error > into[k]!) into[k] = error;
  }
}

/** The running maximum. A loss that was not compared may lose precision at a smaller lag than those that were. */
function runningLargest(errors: PartErrors): PartErrors {
  for (const of of Object.values(errors) as Float64Array[]) {
    for (let k = 1; k < of.length; k++) of[k] = Math.max(of[k]!, of[k - 1]!);
  }
  return errors;
}
