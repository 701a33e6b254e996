/**
 * A growing curve: values at training steps. `append` returns a new header and never changes what an older header shows,
 * so that a series can be kept in the store by reference.
 */
export interface Series {
  readonly length: number;
  /** Training step of each point, ascending; at least `length` long. */
  readonly steps: Float64Array;
  readonly values: Float32Array;
}

export const EMPTY_SERIES: Series = { length: 0, steps: new Float64Array(0), values: new Float32Array(0) };

/** The series with `values` added, the last of them at step `lastStep`, the others at the steps just before it. */
export function append(series: Series, values: ArrayLike<number>, lastStep: number): Series {
  const length = series.length + values.length;
  let { steps, values: kept } = series;
  if (length > kept.length) {
    const capacity = Math.max(256, 2 * length);
    steps = new Float64Array(capacity);
    kept = new Float32Array(capacity);
    steps.set(series.steps.subarray(0, series.length));
    kept.set(series.values.subarray(0, series.length));
  }
  for (let k = 0; k < values.length; k++) {
    steps[series.length + k] = lastStep - values.length + 1 + k;
    kept[series.length + k] = values[k]!;
  }
  return { length, steps, values: kept };
}

/** The points up to and including `step` (after a run was taken back to an earlier snapshot). */
export function truncate(series: Series, step: number): Series {
  let length = series.length;
  while (length > 0 && series.steps[length - 1]! > step) length--;
  // A copy: what lies beyond the new length may still be shown by an older header.
  return { length, steps: series.steps.slice(0, length), values: series.values.slice(0, length) };
}
