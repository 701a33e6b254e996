import { largestEigenpair } from './lanczos.ts';

/** The number of components: enough for three pairs of axes. */
const MOST_COMPONENTS = 3;
/**
 * The largest number of values from which mean and covariance are computed. A longer range is sampled at every k-th
 * timestep.
 */
const MOST_VALUES = 1 << 20;
/** Rows that are projected between two yields. */
const ROWS_AT_ONCE = 1024;

/** The directions in which the states of one layer vary most, in descending order. */
export interface PrincipalComponents {
  readonly hidden: number;
  /** Mean state, [H]. */
  readonly mean: Float64Array;
  /** Orthonormal vectors, [count][H]; count = min(3, H). */
  readonly components: readonly Float64Array[];
  /** Variance along each component, divided by the number of rows; [count]. */
  readonly variances: readonly number[];
  /** Total variance in all H directions. */
  readonly total: number;
  /** The number of timesteps used for mean and covariance: every `stride`-th one, without those that contain NaN. */
  readonly rows: number;
  readonly stride: number;
}

/** States in the coordinates of their principal components. */
export interface Projection {
  readonly basis: PrincipalComponents;
  /**
   * Coordinates of every timestep, [T, 3]; 0 for components that a small layer lacks, NaN where the state contains
   * NaN.
   */
  readonly points: Float32Array;
}

/**
 * Principal components of `values` [T, H] and the coordinates of every row. The covariance is centred and divided by
 * T (not T − 1). The signs of the eigenvectors follow `previous` where the directions are similar, so that a picture
 * does not flip while the model trains. Without `previous` the largest loading is positive. It yields often: run it
 * in slices. Null if no two rows differ.
 */
export function* projectStates(
  values: Float32Array,
  hidden: number,
  previous: PrincipalComponents | null,
  mostValues = MOST_VALUES,
): Generator<void, Projection | null> {
  const basis = yield* principalComponents(values, hidden, previous, mostValues);
  if (!basis) return null;
  const T = values.length / hidden;
  const points = new Float32Array(T * MOST_COMPONENTS);
  for (let t = 0; t < T; t++) {
    if (t % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) yield;
    for (let j = 0; j < hidden; j++) {
      const away = values[t * hidden + j]! - basis.mean[j]!;
      for (let k = 0; k < basis.components.length; k++) {
        points[t * MOST_COMPONENTS + k]! += away * basis.components[k]![j]!;
      }
    }
  }
  return { basis, points };
}

function* principalComponents(
  values: Float32Array,
  hidden: number,
  previous: PrincipalComponents | null,
  mostValues = MOST_VALUES,
): Generator<void, PrincipalComponents | null> {
  const T = values.length / hidden;
  const stride = Math.max(1, Math.ceil(values.length / mostValues));
  const rows: number[] = [];
  for (let t = 0; t < T; t += stride) if (isFiniteRow(values, hidden, t)) rows.push(t * hidden);
  if (rows.length < 2) return null;
  yield;
  const { mean, total } = meanAndVariance(values, hidden, rows);
  if (!(total > 0)) return null;
  yield;

  /** out = Σ (x − m) ((x − m)·v) / rows, without forming the covariance matrix. */
  const covariance = (v: Float64Array, out: Float64Array): void => {
    let meanPart = 0;
    for (let j = 0; j < hidden; j++) meanPart += mean[j]! * v[j]!;
    let sum = 0;
    for (const at of rows) {
      const along = dotRow(values, at, v) - meanPart;
      sum += along;
      for (let j = 0; j < hidden; j++) out[j]! += along * values[at + j]!;
    }
    for (let j = 0; j < hidden; j++) out[j] = (out[j]! - sum * mean[j]!) / rows.length;
  };

  const known = previous?.hidden === hidden ? previous.components : [];
  const components: Float64Array[] = [];
  const variances: number[] = [];
  while (components.length < Math.min(MOST_COMPONENTS, hidden)) {
    const start = known[components.length] ?? null;
    const { value, vector } = yield* largestEigenpair(covariance, hidden, components, total, start);
    components.push(vector);
    variances.push(value);
  }
  for (const vector of components) fixSign(vector, known);
  return { hidden, mean, components, variances, total, rows: rows.length, stride };
}

/** Below this |cosine| an earlier direction does not determine the sign of a new one. */
const ALIKE = 0.3;

/**
 * Flips the vector if it points away from the most similar earlier direction; without one, makes its largest entry
 * positive.
 */
function fixSign(vector: Float64Array, known: readonly Float64Array[]): void {
  let cosine = 0;
  for (const earlier of known) {
    let dot = 0;
    for (let j = 0; j < vector.length; j++) dot += earlier[j]! * vector[j]!;
    if (Math.abs(dot) > Math.abs(cosine)) cosine = dot;
  }
  let sign = cosine;
  if (Math.abs(cosine) < ALIKE) {
    sign = 0;
    for (const x of vector) if (Math.abs(x) > Math.abs(sign)) sign = x;
  }
  if (sign < 0) for (let j = 0; j < vector.length; j++) vector[j] = -vector[j]!;
}

/** Four independent sums, so that no addition waits for the one before. */
function dotRow(values: Float32Array, at: number, v: Float64Array): number {
  let [a, b, c, d] = [0, 0, 0, 0];
  let j = 0;
  for (; j + 3 < v.length; j += 4) {
    a += values[at + j]! * v[j]!;
    b += values[at + j + 1]! * v[j + 1]!;
    c += values[at + j + 2]! * v[j + 2]!;
    d += values[at + j + 3]! * v[j + 3]!;
  }
  for (; j < v.length; j++) a += values[at + j]! * v[j]!;
  return a + b + c + d;
}

function isFiniteRow(values: Float32Array, hidden: number, t: number): boolean {
  for (let k = t * hidden; k < (t + 1) * hidden; k++) if (!Number.isFinite(values[k]!)) return false;
  return true;
}

function meanAndVariance(
  values: Float32Array,
  hidden: number,
  rows: readonly number[],
): { readonly mean: Float64Array; readonly total: number } {
  const mean = new Float64Array(hidden);
  for (const at of rows) for (let j = 0; j < hidden; j++) mean[j]! += values[at + j]!;
  for (let j = 0; j < hidden; j++) mean[j]! /= rows.length;
  let total = 0;
  for (const at of rows) for (let j = 0; j < hidden; j++) total += (values[at + j]! - mean[j]!) ** 2;
  return { mean, total: total / rows.length };
}
