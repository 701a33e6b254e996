import { createRandom } from '../engine/random.ts';
import { pulse } from '../engine/pulse.ts';

/** A symmetric linear map of n numbers without negative eigenvalues: out = A v. */
export type SymmetricMap = (v: Float64Array, out: Float64Array) => void;

export interface Eigenpair {
  readonly value: number;
  /** Length 1, [n]. */
  readonly vector: Float64Array;
}

/** An eigenpair is accepted when ‖A u − λ u‖ is below this share of `scale`. */
const TOLERANCE = 1e-6;
/** Vectors stored before the search restarts from its best approximation. */
const MOST_VECTORS = 64;
/**
 * Products after which the best approximation is accepted. Eigenvalues that close to each other give the same
 * picture.
 */
const MOST_PRODUCTS = 600;
/** A given start is mixed with this share of a random direction, so that no eigenvector is orthogonal to it. */
const NOISE = 0.02;

/**
 * The largest eigenvalue of A, with its eigenvector, orthogonal to `found`: restarted Lanczos method with full
 * reorthogonalisation (Golub and Van Loan, "Matrix computations", 4th edition, 10.1 and 10.3). The start is the same
 * at every call. It yields after every product with A, so that the caller can run it in slices.
 *
 * @param found orthonormal, each [n]; n − found.length ≥ 1
 * @param scale the size of A, such as its trace, relative to which errors are measured
 * @param start the initial vector, [n]; null for a random direction
 */
export function* largestEigenpair(
  apply: SymmetricMap,
  n: number,
  found: readonly Float64Array[],
  scale: number,
  start: Float64Array | null,
): Generator<void, Eigenpair> {
  const room = n - found.length;
  let q = startVector(n, found, start);
  for (let products = 0; ; ) {
    const Q: Float64Array[] = [q];
    const alpha: number[] = [];
    const beta: number[] = [];
    for (;;) {
      const k = Q.length - 1;
      const w = new Float64Array(n);
      apply(Q[k]!, w);
      products++;
      pulse(2 * n * (found.length + Q.length));
      yield;
      alpha.push(dot(w, Q[k]!));
      for (let twice = 0; twice < 2; twice++) {
        removeParts(w, found);
        removeParts(w, Q);
      }
      const rest = Math.sqrt(dot(w, w));
      const isComplete = k + 1 === room || rest <= 1e-14 * scale;
      const isFull = k + 1 === MOST_VECTORS || products >= MOST_PRODUCTS;
      if (isComplete || isFull || k % 4 === 3) {
        const { value, vector } = largestOfTridiagonal(alpha, beta);
        const isNear = Math.abs(rest * vector[k]!) <= TOLERANCE * scale;
        if (isComplete || isNear || isFull) {
          q = combine(Q, vector);
          removeParts(q, found);
          normalise(q);
          if (isComplete || isNear || products >= MOST_PRODUCTS) return { value: Math.max(0, value), vector: q };
          break;
        }
      }
      for (let i = 0; i < n; i++) w[i]! /= rest;
      beta.push(rest);
      Q.push(w);
    }
  }
}

/**
 * The largest eigenvalue of a symmetric tridiagonal matrix and its eigenvector. x is above every eigenvalue exactly
 * if all pivots of x I − T are positive, which allows bisection. Inverse iteration with these pivots follows; it
 * needs no row exchanges because x I − T is positive definite.
 *
 * @param alpha diagonal, [k]
 * @param beta off-diagonal; its first k − 1 entries count
 */
export function largestOfTridiagonal(alpha: readonly number[], beta: readonly number[]): Eigenpair {
  const k = alpha.length;
  const side = (i: number): number => (i >= 0 && i < k - 1 ? Math.abs(beta[i]!) : 0);
  const pivots = new Float64Array(k);
  const isAbove = (x: number): boolean => {
    for (let i = 0; i < k; i++) {
      pivots[i] = x - alpha[i]! - (i > 0 ? side(i - 1) ** 2 / pivots[i - 1]! : 0);
      if (!(pivots[i]! > 0)) return false;
    }
    return true;
  };
  let low = Math.max(...alpha);
  let high = Math.max(...alpha.map((a, i) => a + side(i - 1) + side(i)));
  high += 1e-15 * (1 + Math.abs(high));
  while (!isAbove(high)) high += (high - low) * 1e-3 + 1e-300 + 1e-12 * Math.abs(high);
  for (;;) {
    const middle = (low + high) / 2;
    if (!(middle > low && middle < high)) break;
    if (isAbove(middle)) high = middle;
    else low = middle;
  }
  isAbove(high);
  const vector = new Float64Array(k).fill(1);
  for (let turn = 0; turn < 3; turn++) {
    // (x I − T) = L D Lᵀ with the off-diagonal −β_i / d_i in L.
    for (let i = 1; i < k; i++) vector[i]! += (beta[i - 1]! / pivots[i - 1]!) * vector[i - 1]!;
    for (let i = 0; i < k; i++) vector[i]! /= pivots[i]!;
    for (let i = k - 2; i >= 0; i--) vector[i]! += (beta[i]! / pivots[i]!) * vector[i + 1]!;
    normalise(vector);
  }
  return { value: high, vector };
}

function startVector(n: number, found: readonly Float64Array[], start: Float64Array | null): Float64Array {
  const random = createRandom(found.length, 'eigenvector start');
  for (;;) {
    const v = Float64Array.from({ length: n }, () => random.normal() / Math.sqrt(n));
    if (start) for (let i = 0; i < n; i++) v[i] = start[i]! + NOISE * v[i]!;
    removeParts(v, found);
    removeParts(v, found);
    if (dot(v, v) > 1e-12) {
      normalise(v);
      return v;
    }
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

/** Makes v orthogonal to orthonormal directions, one after another. */
function removeParts(v: Float64Array, directions: readonly Float64Array[]): void {
  for (const direction of directions) {
    const part = dot(v, direction);
    for (let i = 0; i < v.length; i++) v[i]! -= part * direction[i]!;
  }
}

/** Scales to length 1. It divides by the largest entry first, so that no square overflows. */
function normalise(v: Float64Array): void {
  let largest = 0;
  for (const x of v) largest = Math.max(largest, Math.abs(x));
  for (let i = 0; i < v.length; i++) v[i]! /= largest;
  const length = Math.sqrt(dot(v, v));
  for (let i = 0; i < v.length; i++) v[i]! /= length;
}

function combine(vectors: readonly Float64Array[], weights: Float64Array): Float64Array {
  const out = new Float64Array(vectors[0]!.length);
  for (const [k, vector] of vectors.entries()) {
    for (let i = 0; i < out.length; i++) out[i]! += weights[k]! * vector[i]!;
  }
  return out;
}
