import { CURSOR_ORDERS, type CursorOrder } from './cursorOrder.ts';

/** The orders of units that follow from the whole trace. */
export type TraceOrder = 'index' | 'activity' | 'variance' | 'similarity';
/** How units are ordered from top to bottom. */
export type RowOrder = TraceOrder | CursorOrder;
export const ROW_ORDERS: readonly RowOrder[] = ['similarity', 'index', 'activity', 'variance', ...CURSOR_ORDERS];

/**
 * Units from top to bottom, [H], and the sign with which each unit is drawn, [H] by unit; null if no unit is flipped.
 */
export interface OrderedRows {
  readonly order: Int32Array;
  readonly signs: Int8Array | null;
}

/** Orders units. With `flip`, the order by similarity also groups anticorrelated rows, one of them flipped. */
export function orderedRows(order: TraceOrder, values: Float32Array, hidden: number, flip: boolean): OrderedRows {
  if (order === 'similarity') return similarRows(values, hidden, flip);
  return { order: rowOrder(order, values, hidden), signs: null };
}

/**
 * Units in the given order, [H]; `values` is [T, H].
 *
 * activity: largest mean |value| first. variance: largest variance over time first. similarity: see
 * `similarityOrder`. Ties keep the order of indices. A unit whose score is NaN comes last.
 */
export function rowOrder(order: TraceOrder, values: Float32Array, hidden: number): Int32Array {
  if (order === 'index') return Int32Array.from({ length: hidden }, (_, j) => j);
  if (order === 'similarity') return similarityOrder(values, hidden);
  const score = order === 'activity' ? meanActivity(values, hidden) : variance(values, hidden);
  const rank = score.map((s) => (Number.isNaN(s) ? -1 : s));
  return Int32Array.from({ length: hidden }, (_, j) => j).sort((a, b) => rank[b] - rank[a] || a - b);
}

/**
 * The order of some of the units alone, as `orderedRows` gives it for all; `order` has as many rows as `units`, and `signs` is
 * [H] by unit.
 */
export function orderedSome(
  order: TraceOrder,
  values: Float32Array,
  hidden: number,
  flip: boolean,
  units: Int32Array,
): OrderedRows {
  const some = units.toSorted();
  const n = some.length;
  const own = new Float32Array((values.length / hidden) * n);
  for (let k = 0; k < own.length; k++) own[k] = values[Math.floor(k / n) * hidden + some[k % n]];
  const rows = orderedRows(order, own, n, flip);
  const chosen = rows.order.map((k) => some[k]);
  if (!rows.signs) return { order: chosen, signs: null };
  const signs = new Int8Array(hidden).fill(1);
  for (const [k, sign] of rows.signs.entries()) signs[some[k]] = sign;
  return { order: chosen, signs };
}

/** Mean |value| of each unit, [H]. */
export function meanActivity(values: Float32Array, hidden: number): Float64Array {
  const steps = values.length / hidden;
  const sums = new Float64Array(hidden);
  for (let k = 0; k < values.length; k++) sums[k % hidden] += Math.abs(values[k]);
  return sums.map((sum) => sum / steps);
}

/** Variance of each unit over time (divided by T), [H]. */
export function variance(values: Float32Array, hidden: number): Float64Array {
  const steps = values.length / hidden;
  const means = new Float64Array(hidden);
  for (let k = 0; k < values.length; k++) means[k % hidden] += values[k] / steps;
  const out = new Float64Array(hidden);
  for (let k = 0; k < values.length; k++) {
    const d = values[k] - means[k % hidden];
    out[k % hidden] += (d * d) / steps;
  }
  return out;
}

/**
 * The largest number of timesteps for correlations, which is enough for an order. Above 362 units it is smaller, so
 * that all pairs together take 2²⁶ / 2 multiplications, 30 ms; 512 units are compared at 256 timesteps.
 */
const MOST_STEPS = 512;
const MOST_PRODUCTS = 2 ** 26;

/**
 * Places similar rows next to one another: a chain of nearest neighbours by correlation over time. The chain starts
 * with the most similar pair and grows at whichever end has the nearer unit. Units that never change come last. A
 * long trace is sampled at every k-th timestep.
 */
export function similarityOrder(values: Float32Array, hidden: number): Int32Array {
  return similarRows(values, hidden, false).order;
}

/**
 * The same order with signs. With `flip` the absolute correlation counts, and every row gets the sign with which it
 * correlates positively with the row above. Of the two possible overall signs, the one that flips fewer rows is used.
 */
export function similarRows(values: Float32Array, hidden: number, flip: boolean): OrderedRows {
  const steps = values.length / hidden;
  const most = Math.max(64, Math.min(MOST_STEPS, Math.floor(MOST_PRODUCTS / hidden ** 2)));
  const stride = Math.max(1, Math.ceil(steps / most));
  const used = Math.ceil(steps / stride);
  // [H, used], each row with mean 0 and length 1.
  const rows = new Float64Array(hidden * used);
  const alive: number[] = [];
  const still: number[] = [];
  for (let j = 0; j < hidden; j++) {
    const row = rows.subarray(j * used, (j + 1) * used);
    let mean = 0;
    for (let k = 0; k < used; k++) {
      row[k] = values[k * stride * hidden + j];
      mean += row[k] / used;
    }
    let square = 0;
    for (let k = 0; k < used; k++) {
      row[k] -= mean;
      square += row[k] * row[k];
    }
    const length = Math.sqrt(square);
    // Rounding leaves noise in a row that never changes. A variation of 1e-9 of its level counts as none.
    if (!(length > 1e-9 * (1 + Math.abs(mean)) * Math.sqrt(used))) {
      still.push(j);
      continue;
    }
    for (let k = 0; k < used; k++) row[k] /= length;
    alive.push(j);
  }
  const alike = correlations(alive, rows, used);
  const found = chain(flip ? alike.map(Math.abs) : alike, alive.length);
  const order = Int32Array.from([...found.map((k) => alive[k]), ...still]);
  return { order, signs: flip ? signsAlong(found, alike, alive, hidden) : null };
}

/** The sign of every unit, [H], so that each correlates positively with the one before it in the chain. */
function signsAlong(
  found: readonly number[],
  alike: Float64Array,
  units: readonly number[],
  hidden: number,
): Int8Array {
  const signs = new Int8Array(hidden).fill(1);
  const n = found.length;
  let flipped = 0;
  for (let row = 1; row < n; row++) {
    const before = signs[units[found[row - 1]]];
    const sign = alike[found[row] * n + found[row - 1]] < 0 ? -before : before;
    signs[units[found[row]]] = sign;
    if (sign < 0) flipped++;
  }
  if (flipped > n / 2) for (const k of found) signs[units[k]] *= -1;
  return signs;
}

/** Correlations of all pairs of `units`, [n, n]; the diagonal is 0. `rows` is [H, width], each row of length 1. */
function correlations(units: readonly number[], rows: Float64Array, width: number): Float64Array {
  const n = units.length;
  const alike = new Float64Array(n * n);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < a; b++) {
      const dot = product(rows, units[a] * width, units[b] * width, width);
      alike[a * n + b] = alike[b * n + a] = dot;
    }
  }
  return alike;
}

/** Indices 0 … n − 1 as a chain of nearest neighbours; `alike` is [n, n]. */
function chain(alike: Float64Array, n: number): number[] {
  if (n < 3) return Array.from({ length: n }, (_, k) => k);
  let best = -Infinity;
  let pair: readonly [number, number] = [0, 1];
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < a; b++) {
      if (alike[a * n + b] > best) {
        best = alike[a * n + b];
        pair = [b, a];
      }
    }
  }
  const left = new Set(Array.from({ length: n }, (_, k) => k));
  const front: number[] = [pair[0]];
  const back: number[] = [pair[1]];
  left.delete(pair[0]);
  left.delete(pair[1]);
  while (left.size > 0) {
    const head = front[front.length - 1];
    const tail = back[back.length - 1];
    let next = -1;
    let nearest = -Infinity;
    let atBack = true;
    for (const k of left) {
      if (alike[tail * n + k] > nearest) {
        nearest = alike[tail * n + k];
        next = k;
        atBack = true;
      }
      if (alike[head * n + k] > nearest) {
        nearest = alike[head * n + k];
        next = k;
        atBack = false;
      }
    }
    (atBack ? back : front).push(next);
    left.delete(next);
  }
  return [...front.reverse(), ...back];
}

/** The dot product of two rows in four independent sums, so that no addition waits for the one before. */
function product(rows: Float64Array, p: number, q: number, width: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let k = 0;
  for (; k + 3 < width; k += 4) {
    s0 += rows[p + k] * rows[q + k];
    s1 += rows[p + k + 1] * rows[q + k + 1];
    s2 += rows[p + k + 2] * rows[q + k + 2];
    s3 += rows[p + k + 3] * rows[q + k + 3];
  }
  for (; k < width; k++) s0 += rows[p + k] * rows[q + k];
  return s0 + s1 + s2 + s3;
}
