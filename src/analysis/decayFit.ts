/** Exponential decay or growth over the lag: what is fitted, over which lags, and why there may be no fit. */
import { quantile } from './quantile.ts';

/** A least-squares line through ln(geometric mean) against the lag, and one through each single loss. */
export interface DecayFit extends LagRange {
  /** Change of ln(norm) per step: negative for decay, positive for growth. */
  readonly slope: number;
  /** The value of the line at lag 0, relative to the norm at lag 0. */
  readonly start: number;
  /** Slopes of the lines through single losses over the same lags: first quartile, median, third quartile. */
  readonly slopes: readonly [number, number, number];
}

/** First and last lag. */
export interface LagRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Why there is no fit: the text has too few lags, the curve leaves the range of norms too early, or there is nothing
 * to fit.
 */
export type NoFit = 'short text' | 'falls too fast' | 'grows too fast' | 'no gradient' | 'not finite';

/** Norms of single losses at every lag, each divided by the norm of the same loss at lag 0. */
export interface LossRows {
  /** [P, K + 1] */
  readonly norms: Float64Array;
  /** K */
  readonly lags: number;
}

/**
 * The first lag of a fit. The first few steps are steeper, because they include the effect of the head and the last
 * gates.
 */
const FIT_FROM = 5;
/** A fit ends where the mean has fallen below this share of the norm at lag 0, */
const FIT_DEPTH = 1e-12;
/** or has grown beyond this multiple of it. */
const FIT_HEIGHT = 1e38;
/** Fewest lags of a fit. */
const FIT_LEAST = 4;

/** Whether there is a fit. */
export function isFit(fit: DecayFit | NoFit): fit is DecayFit {
  return typeof fit !== 'string';
}

/**
 * The decay of a mean over lags 5 … K, or up to the lag at which it leaves 1e-12 … 1e38 times its value at lag 0.
 *
 * @param mean geometric mean of the losses, relative to lag 0, [K + 1]
 */
export function decayFit(mean: Float64Array, losses: LossRows): DecayFit | NoFit {
  const K = losses.lags;
  if (losses.norms.length === 0) return 'no gradient';
  if (K - FIT_FROM + 1 < FIT_LEAST) return 'short text';
  let to = FIT_FROM - 1;
  while (to < K && mean[to + 1] >= FIT_DEPTH && mean[to + 1] <= FIT_HEIGHT) to++;
  if (to - FIT_FROM + 1 >= FIT_LEAST) return fitOver(mean, losses, { from: FIT_FROM, to });
  return mean[to + 1] > 1 ? 'grows too fast' : 'falls too fast';
}

/** A fit over given lags. */
export function fitOver(mean: Float64Array, { norms, lags }: LossRows, { from, to }: LagRange): DecayFit {
  const { slope, intercept } = logLine(mean, 0, from, to);
  const P = norms.length / (lags + 1);
  const slopes = Float64Array.from({ length: P }, (_, p) => logLine(norms, p * (lags + 1), from, to).slope).sort();
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => quantile(slopes, share));
  return { from, to, slope, start: Math.exp(intercept), slopes: [low!, middle!, high!] };
}

/** The lags that all fits share; null if there are too few of them, or no fit. */
export function commonRange(fits: readonly LagRange[]): LagRange | null {
  if (fits.length === 0) return null;
  const from = Math.max(...fits.map((fit) => fit.from));
  const to = Math.min(...fits.map((fit) => fit.to));
  return to - from + 1 < FIT_LEAST ? null : { from, to };
}

/** Bounds of the sizes that enter a logarithm, because 0 and infinity have none. */
const LEAST_SIZE = 1e-30;
const MOST_SIZE = Number.MAX_VALUE;

/** ln of a norm relative to lag 0. The norm is limited to 1e-30 … the largest float64. */
export function logOf(norm: number): number {
  return Math.log(Math.min(MOST_SIZE, Math.max(LEAST_SIZE, norm)));
}

/** Least squares of ln(values[at + k]) against k over k = from … to. */
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
    const y = logOf(values[at + k]!);
    sum += y;
    product += (k - middle) * y;
    square += (k - middle) ** 2;
  }
  const slope = product / square;
  return { slope, intercept: sum / n - slope * middle };
}
