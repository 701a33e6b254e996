/** How units are put in order from top to bottom. */
export type RowOrder = 'index' | 'activity' | 'variance' | 'similarity';
export const ROW_ORDERS: readonly RowOrder[] = ['similarity', 'index', 'activity', 'variance'];

/**
 * Units in the order asked for, [H]; `values` is [T, H].
 *
 * activity: largest mean |value| first. variance: largest variance over time first. similarity: see `similarityOrder`.
 * Ties keep the order of indices; a unit whose score is no number comes last.
 */
export function rowOrder(order: RowOrder, values: Float32Array, hidden: number): Int32Array {
  if (order === 'index') return Int32Array.from({ length: hidden }, (_, j) => j);
  if (order === 'similarity') return similarityOrder(values, hidden);
  const score = order === 'activity' ? meanActivity(values, hidden) : variance(values, hidden);
  const rank = score.map((s) => (Number.isNaN(s) ? -1 : s));
  return Int32Array.from({ length: hidden }, (_, j) => j).sort((a, b) => rank[b] - rank[a] || a - b);
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

/** Timesteps looked at for correlations: enough for an order, and few enough for 512 units in a tenth of a second. */
const MOST_STEPS = 512;

/**
 * Rows that behave alike stand together: a chain of nearest neighbours by correlation over time. It starts with the two
 * most alike and grows at whichever end has the nearer unit. Units that never change are like nothing and come last.
 * Of a long trace every k-th timestep is used.
 */
export function similarityOrder(values: Float32Array, hidden: number): Int32Array {
  const steps = values.length / hidden;
  const stride = Math.max(1, Math.ceil(steps / MOST_STEPS));
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
    // Rounding leaves a trace in a row that never changes: what is 1e-9 of its level is still.
    if (!(length > 1e-9 * (1 + Math.abs(mean)) * Math.sqrt(used))) {
      still.push(j);
      continue;
    }
    for (let k = 0; k < used; k++) row[k] /= length;
    alive.push(j);
  }
  return Int32Array.from([...chain(alive, rows, used), ...still]);
}

function chain(units: readonly number[], rows: Float64Array, width: number): number[] {
  const n = units.length;
  if (n < 3) return [...units];
  // [n, n]
  const alike = new Float64Array(n * n);
  let best = -Infinity;
  let pair: readonly [number, number] = [0, 1];
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < a; b++) {
      const dot = product(rows, units[a] * width, units[b] * width, width);
      alike[a * n + b] = alike[b * n + a] = dot;
      if (dot > best) {
        best = dot;
        pair = [b, a];
      }
    }
  }
  const left = new Set(units.keys());
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
  return [...front.reverse(), ...back].map((k) => units[k]);
}

/** Sum of the products of two rows, in four parts, so that no addition waits for the one before. */
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
