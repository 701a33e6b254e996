/** ‖row_t‖₂ for each row of a [T, H] array, [T]. Summed in float64, so that norms down to 1e-38 do not underflow. */
export function rowNorms(values: Float32Array, hidden: number): Float64Array {
  const steps = values.length / hidden;
  const norms = new Float64Array(steps);
  for (let t = 0; t < steps; t++) {
    let sum = 0;
    for (let j = 0; j < hidden; j++) {
      const value = values[t * hidden + j];
      sum += value * value;
    }
    norms[t] = Math.sqrt(sum);
  }
  return norms;
}

interface Spread {
  readonly lowest: number;
  readonly median: number;
  readonly highest: number;
}

/**
 * The lowest, median (mean of the middle two for an even count) and highest of the values that are there; null if there
 * are none. Infinity, which stands for a norm beyond float32, is higher than all others.
 */
export function spread(values: Float64Array | Float32Array): Spread | null {
  const sorted = Float64Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort();
  if (sorted.length === 0) return null;
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { lowest: sorted[0], median, highest: sorted[sorted.length - 1] };
}
