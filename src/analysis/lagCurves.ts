import { lengthOf } from '../engine/range.ts';
import { type DecayFit, decayFit, fitOver, type LagRange, logOf, type LossRows, type NoFit } from './decayFit.ts';
import type { LagErrors, PartErrors } from './lagErrors.ts';
import { GONE, type LagGradients } from './lagGradients.ts';
import { quantile } from './quantile.ts';

/** Statistics over the norms of a fixed set of losses at every lag, each [K + 1]; NaN if the set is empty. */
export interface LagCurve {
  /** Geometric mean. Norms below 1e-30 enter as 1e-30. It is 0 where all norms are below that. */
  readonly mean: Float64Array;
  /** First and third quartile; 0 if they are below 1e-30. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** How many of the norms are below 1e-30. If there are any, the mean is an upper bound. */
  readonly below: Uint16Array;
}

/** A curve of the norms, and a curve of the norms divided by each loss's norm at lag 0. */
export interface LagCurves {
  readonly absolute: LagCurve;
  readonly relative: LagCurve;
  readonly fit: DecayFit | NoFit;
  /**
   * The largest relative error of a norm up to each lag among the losses that were compared, [K + 1]; null if the
   * norms are float64.
   */
  readonly error: Float64Array | null;
  /** The number of losses left out because their gradient at lag 0 is below 1e-30, and because it is NaN. */
  readonly without: { readonly none: number; readonly broken: number };
}

/** The gradients for which there are curves. */
export type LagPart = 'h' | 'c' | 'alone' | 'rest';

/** The curves of one layer: of ∂L/∂h and, for the LSTM, of ∂L/∂c, of its part along c alone and of the rest. */
export interface LayerLagCurves {
  readonly h: LagCurves;
  /** All three are relative to ∂L/∂c at lag 0. */
  readonly c: { readonly whole: LagCurves; readonly alone: LagCurves; readonly rest: LagCurves } | null;
}

/** Gradients by lag of one range of losses, with their curves. */
export interface LagReport {
  readonly gradients: LagGradients;
  /** One per layer. */
  readonly curves: readonly LayerLagCurves[];
  /** t of the first loss in the curves. All later losses of the range are included. */
  readonly from: number;
  /** The comparison of the float32 norms with float64; null if all norms are float64. */
  readonly errors: LagErrors | null;
}

/**
 * Curves of every layer over the losses of a range that have the full range of lags before them, from timestep `from`
 * on.
 *
 * @param errors of the norms if they are float32
 * @throws RangeError if there is no such loss.
 */
export function lagCurves(of: LagGradients, from: number, errors: LagErrors | null = null): readonly LayerLagCurves[] {
  return Array.from({ length: of.spec.layers }, (_, layer) => {
    const error = errors?.layers[layer] ?? null;
    const part = (name: LagPart, off: keyof PartErrors): LagCurves =>
      curvesOf(of, from, layer, name, error?.[off] ?? null);
    return {
      h: part('h', 'h'),
      c: of.c && { whole: part('c', 'whole'), alone: part('alone', 'alone'), rest: part('rest', 'rest') },
    };
  });
}

/** The fit of one curve of a report over a different range of lags, to compare it with another curve's fit. */
export function refit({ gradients, curves, from }: LagReport, layer: number, part: LagPart, range: LagRange): DecayFit {
  const { norms } = lossesOf(gradients, from, layer, part);
  return fitOver(curvesFor(curves[layer]!, part).relative.mean, { norms, lags: gradients.lags }, range);
}

/** A layer's curves of one gradient. */
export function curvesFor({ h, c }: LayerLagCurves, part: LagPart): LagCurves {
  if (part === 'h' || !c) return h;
  return part === 'c' ? c.whole : c[part];
}

interface Losses extends LagCurvesWithout {
  /** Norms relative to those at lag 0, [P, K + 1]. */
  readonly norms: Float64Array;
  /** Norms at lag 0, [P]. */
  readonly units: Float64Array;
}

type LagCurvesWithout = LagCurves['without'];

/** The losses of one curve: those with a non-zero gradient and the full range of lags before them. */
function lossesOf(of: LagGradients, from: number, layer: number, part: LagPart): Losses {
  const { losses, lags: K, h, c } = of;
  const P = lengthOf(losses);
  const adjoint = Math.max(from, K, losses.from) - losses.from;
  if (adjoint >= P) throw new RangeError('no loss has the whole range of lags before it');
  const norms = part === 'h' ? h : part === 'c' ? c!.whole : c![part];
  const units = part === 'h' ? h : c!.whole;
  const kept: number[] = [];
  const without = { none: 0, broken: 0 };
  for (let p = adjoint; p < P; p++) {
    const at = (layer * P + p) * (K + 1);
    if (norms.subarray(at, at + K + 1).some(Number.isNaN)) without.broken++;
    else if (units[at] < GONE) without.none++;
    else kept.push(at);
  }
  const relative = new Float64Array(kept.length * (K + 1));
  for (const [row, at] of kept.entries()) {
    for (let k = 0; k <= K; k++) relative[row * (K + 1) + k] = norms[at + k] / units[at];
  }
  return { ...without, norms: relative, units: Float64Array.from(kept, (at) => units[at]) };
}

function curvesOf(of: LagGradients, from: number, layer: number, part: LagPart, error: Float64Array | null): LagCurves {
  const { norms, units, none, broken } = lossesOf(of, from, layer, part);
  const rows: LossRows = { norms, lags: of.lags };
  const relative = curveOf(rows, null);
  const absolute = curveOf(rows, units);
  // A loss without a gradient has no share that reaches back.
  if (units.length === 0 && broken === 0)
    for (const values of [absolute.mean, absolute.low, absolute.high]) values.fill(0);
  const fit = decayFit(relative.mean, rows);
  return {
    absolute,
    relative,
    fit: fit === 'no gradient' && broken > 0 ? 'not finite' : fit,
    error,
    without: { none, broken },
  };
}

/** @param units factors of each loss's norms, [P] */
function curveOf({ norms, lags: K }: LossRows, units: Float64Array | null): LagCurve {
  const P = norms.length / (K + 1);
  const sorted = new Float64Array(P);
  const mean = new Float64Array(K + 1).fill(Number.NaN);
  const low = mean.slice();
  const high = mean.slice();
  const below = new Uint16Array(K + 1);
  if (P === 0) return { mean, low, high, below };
  for (let k = 0; k <= K; k++) {
    let sum = 0;
    for (let p = 0; p < P; p++) {
      const norm = norms[p * (K + 1) + k] * (units ? units[p] : 1);
      if (norm < GONE) below[k]++;
      sorted[p] = Math.min(Number.MAX_VALUE, Math.max(GONE, norm));
      sum += logOf(norm);
    }
    sorted.sort();
    mean[k] = below[k] === P ? 0 : Math.exp(sum / P);
    low[k] = aboveFloor(quantile(sorted, 0.25));
    high[k] = aboveFloor(quantile(sorted, 0.75));
  }
  return { mean, low, high, below };
}

function aboveFloor(norm: number): number {
  return norm <= GONE ? 0 : norm;
}
