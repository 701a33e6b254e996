import { GONE, type LagGradients } from './lagGradients.ts';
import { quantile } from './quantile.ts';

/** Norms over one and the same losses at every lag, each [K + 1]. */
export interface LagCurve {
  /** Geometric mean; norms below 1e-30 enter as 1e-30. */
  readonly mean: Float64Array;
  /** First and third quartile. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** How many norms were below 1e-30, over all lags. */
  readonly gone: number;
}

/** A curve as measured, and with each loss's norms divided by its own at lag 0. */
export interface LagCurves {
  readonly absolute: LagCurve;
  readonly relative: LagCurve;
  /** Null where there are too few lags to fit. */
  readonly fit: DecayFit | null;
}

/** Exponential decay of the geometric mean, by least squares of its logarithm against the lag. */
export interface DecayFit {
  /** First and last lag of the fit. */
  readonly from: number;
  readonly to: number;
  /** Factor per step. */
  readonly perStep: number;
  /** The line at lag 0, absolute. */
  readonly start: number;
  /** Lags after which the line has halved; Infinity where it does not fall. */
  readonly halfLife: number;
  /** Half-lives of the losses fitted one by one over the same lags: first quartile, median, third quartile. */
  readonly halfLives: readonly [number, number, number];
}

/** The curves of one layer. */
export interface LayerLagCurves {
  readonly h: LagCurves;
  /** ∂L/∂c, its part along c alone and the rest; those two are relative to ∂L/∂c at lag 0. The LSTM's alone. */
  readonly c: { readonly whole: LagCurves; readonly alone: LagCurves; readonly rest: LagCurves } | null;
}

/** Gradients by lag of one stretch, with their curves. */
export interface LagReport {
  readonly gradients: LagGradients;
  /** One per layer. */
  readonly curves: readonly LayerLagCurves[];
  /** t of the first loss that the curves take in; all later ones of the stretch follow. */
  readonly from: number;
}

/** First lag of a fit: the first few steps are steeper, because they hold what the head and the last gates do. */
const FIT_FROM = 5;
/** A fit ends where the mean has fallen below this share of lag 0. */
const FIT_DEPTH = 1e-12;
/** Fewest lags of a fit. */
const FIT_LEAST = 4;

/**
 * Curves of every layer over the losses of a stretch that have the whole range of lags before them, from timestep `from`
 * on.
 *
 * @throws RangeError if there is no such loss.
 */
export function lagCurves(of: LagGradients, from: number): readonly LayerLagCurves[] {
  const { first, positions: P, lags: K, spec, h, c } = of;
  const lane = Math.max(from, K, first) - first;
  if (lane >= P) throw new RangeError('no loss has the whole range of lags before it');
  return Array.from({ length: spec.layers }, (_, layer) => {
    const at = (layer * P + lane) * (K + 1);
    const end = (layer + 1) * P * (K + 1);
    const part = (norms: Float32Array): Float32Array => norms.subarray(at, end);
    const whole = c && part(c.whole);
    return {
      h: curvesOf(part(h), part(h), K),
      c: whole && {
        whole: curvesOf(whole, whole, K),
        alone: curvesOf(part(c!.alone), whole, K),
        rest: curvesOf(part(c!.rest), whole, K),
      },
    };
  });
}

/** @param norms [P, K + 1]  @param unit whose lag 0 is 1 in the relative curve, [P, K + 1] */
function curvesOf(norms: Float32Array, unit: Float32Array, K: number): LagCurves {
  const absolute = curveOf(norms, null, K);
  return { absolute, relative: curveOf(norms, unit, K), fit: decayFit(absolute.mean, norms) };
}

function curveOf(norms: Float32Array, unit: Float32Array | null, K: number): LagCurve {
  const P = norms.length / (K + 1);
  const sorted = new Float64Array(P);
  const mean = new Float64Array(K + 1);
  const low = new Float64Array(K + 1);
  const high = new Float64Array(K + 1);
  let gone = 0;
  for (let k = 0; k <= K; k++) {
    let sum = 0;
    for (let p = 0; p < P; p++) {
      const norm = norms[p * (K + 1) + k];
      if (norm < GONE) gone++;
      const value = unit ? norm / unit[p * (K + 1)] : norm;
      sorted[p] = value < GONE ? GONE : value;
      sum += Math.log(sorted[p]);
    }
    sorted.sort();
    mean[k] = Math.exp(sum / P);
    low[k] = quantile(sorted, 0.25);
    high[k] = quantile(sorted, 0.75);
  }
  return { mean, low, high, gone };
}

/**
 * The decay of a mean over lags 5 … K, or up to where it falls below 1e-12 of lag 0.
 *
 * @param mean [K + 1]  @param norms of single losses, [P, K + 1]
 */
export function decayFit(mean: Float64Array, norms: Float32Array): DecayFit | null {
  const K = mean.length - 1;
  let to = FIT_FROM;
  while (to < K && mean[to + 1] >= FIT_DEPTH * mean[0] && mean[to + 1] > GONE) to++;
  if (to - FIT_FROM + 1 < FIT_LEAST || !(mean[0] > 0)) return null;
  const { slope, intercept } = logLine(mean, 0, FIT_FROM, to);
  const P = norms.length / (K + 1);
  const slopes = Float64Array.from({ length: P }, (_, p) => logLine(norms, p * (K + 1), FIT_FROM, to).slope).sort();
  const halfLives = [0.25, 0.5, 0.75].map((share) => halfLifeOf(quantile(slopes, share)));
  return {
    from: FIT_FROM,
    to,
    perStep: Math.exp(slope),
    start: Math.exp(intercept),
    halfLife: halfLifeOf(slope),
    halfLives: halfLives as [number, number, number],
  };
}

function halfLifeOf(slope: number): number {
  return slope < 0 ? Math.LN2 / -slope : Infinity;
}

/** Least squares of ln(values[at + k]) against k over k = from … to; values below 1e-30 enter as 1e-30. */
function logLine(
  values: ArrayLike<number>,
  at: number,
  from: number,
  to: number,
): { readonly slope: number; readonly intercept: number } {
  const n = to - from + 1;
  const middle = (from + to) / 2;
  let sum = 0;
  let product = 0;
  let square = 0;
  for (let k = from; k <= to; k++) {
    const y = Math.log(Math.max(GONE, values[at + k]));
    sum += y;
    product += (k - middle) * y;
    square += (k - middle) ** 2;
  }
  const slope = product / square;
  return { slope, intercept: sum / n - slope * middle };
}
