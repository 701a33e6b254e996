/**
 * A linear probe: the best prediction of a label from all units together, each with a weight. It is the baseline for
 * the score of a single unit.
 */
import type { OpenRowProducts } from './rankProducts.ts';
import { cholesky, solveFactored } from './linearAlgebra.ts';
import { pulse } from '../../engine/pulse.ts';

/** λ of the penalty (λ/2) ‖w‖², for standardised units and the loss averaged over positions. */
export const PENALTY = 0.01;
/** The largest number of steps of the logistic probe, and the gradient norm at which it stops. */
const MOST_STEPS = 40;
const DONE_AT = 1e-4;
/** The number of steps in the memory of L-BFGS. */
const MEMORY = 6;

/** A fitted probe. */
export interface Probe {
  /** Weights of the standardised units, [D]. */
  readonly weights: Float64Array;
  readonly bias: number;
}

/** The standardised units at the positions on which probes are fitted. It fits any number of labels. */
export class ProbeFitter {
  /** The factors of XᵀX/n + λI and of XᵀX/(4n) + λI, which is Böhning's bound of the logistic Hessian. */
  private constructor(
    /** X, standardised, [D, n]. */
    private readonly x: Float32Array,
    private readonly D: number,
    private readonly n: number,
    private readonly ridgeFactor: Float64Array,
    private readonly logisticFactor: Float64Array,
  ) {}

  /** @param x standardised units, [D, n] */
  static async open(x: Float32Array, D: number, open: OpenRowProducts): Promise<ProbeFitter> {
    const n = x.length / D;
    const product = await open(D, D, n);
    product.a.set(x);
    product.b.set(x);
    product.run();
    const ridge = Float64Array.from(product.c, (value) => value / n);
    const logistic = ridge.map((value) => value / 4);
    for (let j = 0; j < D; j++) {
      ridge[j * D + j]! += PENALTY;
      logistic[j * D + j]! += PENALTY;
    }
    return new ProbeFitter(x, D, n, cholesky(ridge, D), cholesky(logistic, D));
  }

  /**
   * Minimises 1/(2n) Σ (w·x + b − y)² + (λ/2) ‖w‖², in one solve.
   *
   * @param y numbers, [n]
   */
  ridge(y: ArrayLike<number>): Probe {
    const { x, D, n } = this;
    let mean = 0;
    for (let t = 0; t < n; t++) mean += y[t]! / n;
    const weights = new Float64Array(D);
    for (let j = 0; j < D; j++) {
      pulse(n);
      let sum = 0;
      for (let t = 0, at = j * n; t < n; t++, at++) sum += x[at]! * (y[t]! - mean);
      weights[j] = sum / n;
    }
    solveFactored(this.ridgeFactor, D, weights);
    return { weights, bias: mean };
  }

  /**
   * Minimises 1/n Σ log(1 + exp(−s z)) + (λ/2) ‖w‖², with z = w·x + b and s = ±1, by L-BFGS (Nocedal and Wright,
   * "Numerical optimization", 2nd ed., alg. 7.4). The initial Hessian of every step is Böhning's bound ¼XᵀX/n + λI
   * (Böhning, "Multinomial logistic regression algorithm", Ann. Inst. Stat. Math. 44, 1992), which no Hessian of the
   * loss exceeds.
   *
   * @param y 0 or 1, [n]
   */
  logistic(y: ArrayLike<number>): Probe {
    const { D, logisticFactor } = this;
    const precondition = (direction: Float64Array): void => {
      const bias = direction[D]!;
      const inner = direction.subarray(0, D);
      solveFactored(logisticFactor, D, inner);
      direction[D] = 4 * bias;
    };
    const w = new Float64Array(D + 1);
    let mean = 0;
    for (let t = 0; t < this.n; t++) mean += y[t]! / this.n;
    w[D] = Math.log((mean + 1e-6) / (1 - mean + 1e-6));
    minimise(w, (at, gradient) => this.logisticLoss(at, y, gradient), precondition);
    return { weights: w.slice(0, D), bias: w[D]! };
  }

  /** The penalised loss at w and b (the last entry); writes its gradient, [D + 1]. */
  logisticLoss(w: Float64Array, y: ArrayLike<number>, gradient: Float64Array): number {
    const { x, D, n } = this;
    const z = probeScores(x, D, w);
    let loss = 0;
    let bias = 0;
    for (let t = 0; t < n; t++) {
      const at = y[t]! ? z[t]! : -z[t]!;
      loss += (at > 0 ? Math.log1p(Math.exp(-at)) : Math.log1p(Math.exp(at)) - at) / n;
      const error = (1 / (1 + Math.exp(-z[t]!)) - y[t]!) / n;
      z[t] = error;
      bias += error;
    }
    rowDots(x, D, z, gradient);
    for (let j = 0; j < D; j++) {
      gradient[j]! += PENALTY * w[j]!;
      loss += (PENALTY / 2) * w[j]! ** 2;
    }
    gradient[D] = bias;
    return loss;
  }
}

/**
 * z = w·x + b at every position.
 *
 * @param x [D, n]
 * @param w weights and, if there is one more entry, the bias
 * @returns [n]
 */
export function probeScores(x: Float32Array, D: number, w: Float64Array): Float64Array {
  const n = x.length / D;
  const z = new Float64Array(n).fill(w[D] ?? 0);
  let j = 0;
  // Four rows at a time, so that z passes through the cache a quarter as often.
  for (; j + 3 < D; j += 4) {
    pulse(4 * n);
    const [w0, w1, w2, w3] = [w[j]!, w[j + 1]!, w[j + 2]!, w[j + 3]!];
    for (let t = 0, at = j * n; t < n; t++, at++) {
      z[t]! += w0 * x[at]! + w1 * x[at + n]! + w2 * x[at + 2 * n]! + w3 * x[at + 3 * n]!;
    }
  }
  for (; j < D; j++) for (let t = 0, at = j * n; t < n; t++, at++) z[t]! += w[j]! * x[at]!;
  return z;
}

/**
 * Dot products of every row with z.
 *
 * @param x [D, n]
 * @param z [n]
 * @param out its first D entries receive Σ_t x[j, t] · z[t]
 */
function rowDots(x: Float32Array, D: number, z: Float64Array, out: Float64Array): void {
  const n = z.length;
  let j = 0;
  for (; j + 3 < D; j += 4) {
    pulse(4 * n);
    let [s0, s1, s2, s3] = [0, 0, 0, 0];
    for (let t = 0, at = j * n; t < n; t++, at++) {
      const value = z[t]!;
      s0 += x[at]! * value;
      s1 += x[at + n]! * value;
      s2 += x[at + 2 * n]! * value;
      s3 += x[at + 3 * n]! * value;
    }
    out[j] = s0;
    out[j + 1] = s1;
    out[j + 2] = s2;
    out[j + 3] = s3;
  }
  for (; j < D; j++) {
    let sum = 0;
    for (let t = 0, at = j * n; t < n; t++, at++) sum += x[at]! * z[t]!;
    out[j] = sum;
  }
}

interface Pair {
  readonly s: Float64Array;
  readonly y: Float64Array;
  readonly rho: number;
}

/** L-BFGS with backtracking by halves, in place. */
function minimise(
  w: Float64Array,
  lossAt: (w: Float64Array, gradient: Float64Array) => number,
  precondition: (direction: Float64Array) => void,
): void {
  const pairs: Pair[] = [];
  let gradient: Float64Array = new Float64Array(w.length);
  let loss = lossAt(w, gradient);
  for (let step = 0; step < MOST_STEPS; step++) {
    if (Math.sqrt(dot(gradient, gradient)) < DONE_AT) return;
    const direction = descent(gradient, pairs, precondition);
    const slope = dot(direction, gradient);
    if (!(slope < 0)) return;
    let length = 1;
    let next = w;
    let after = gradient;
    let nextLoss = loss;
    for (let tries = 0; ; tries++) {
      if (tries === 12) return;
      next = w.map((value, j) => value + length * direction[j]!);
      after = new Float64Array(w.length);
      nextLoss = lossAt(next, after);
      if (nextLoss <= loss + 1e-4 * length * slope) break;
      length /= 2;
    }
    const s = next.map((value, j) => value - w[j]!);
    const y = after.map((value, j) => value - gradient[j]!);
    const curvature = dot(s, y);
    if (curvature > 0) pairs.push({ s, y, rho: 1 / curvature });
    if (pairs.length > MEMORY) pairs.shift();
    w.set(next);
    gradient = after;
    loss = nextLoss;
  }
}

function descent(
  gradient: Float64Array,
  pairs: readonly Pair[],
  precondition: (direction: Float64Array) => void,
): Float64Array {
  const direction = gradient.map((value) => -value);
  const alphas: number[] = [];
  for (const { s, y, rho } of pairs.toReversed()) {
    const alpha = rho * dot(s, direction);
    alphas.push(alpha);
    addTo(direction, -alpha, y);
  }
  precondition(direction);
  for (const { s, y, rho } of pairs) addTo(direction, alphas.pop()! - rho * dot(y, direction), s);
  return direction;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j]! * b[j]!;
  return sum;
}

function addTo(a: Float64Array, factor: number, b: Float64Array): void {
  for (let j = 0; j < a.length; j++) a[j]! += factor * b[j]!;
}
