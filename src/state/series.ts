/**
 * A growing curve: values at training steps. `append` returns a new header and never changes the points of an older one, so the
 * store can hold a series by reference.
 */
export interface Series {
  readonly length: number;
  /** Training step of each point, ascending; at least `length` long. */
  readonly steps: Float64Array;
  readonly values: Float32Array;
}

export const EMPTY_SERIES: Series = { length: 0, steps: new Float64Array(0), values: new Float32Array(0) };

/** Adds values. The last is at step `lastStep`, the others at the steps just before it. */
export function append(series: Series, values: ArrayLike<number>, lastStep: number): Series {
  const length = series.length + values.length;
  let { steps, values: points } = series;
  if (length > points.length) {
    const capacity = Math.max(256, 2 * length);
    steps = new Float64Array(capacity);
    points = new Float32Array(capacity);
    steps.set(series.steps.subarray(0, series.length));
    points.set(series.values.subarray(0, series.length));
  }
  for (let k = 0; k < values.length; k++) {
    steps[series.length + k] = lastStep - values.length + 1 + k;
    points[series.length + k] = values[k]!;
  }
  return { length, steps, values: points };
}

/**
 * The same points in arrays without spare room. Whoever appends to it copies them first, so that of two courses of training
 * that begin with the same points neither writes into the other's.
 */
export function sealed({ length, steps, values }: Series): Series {
  return { length, steps: steps.subarray(0, length), values: values.subarray(0, length) };
}

/** The points up to and including `step`. */
export function truncate(series: Series, step: number): Series {
  let length = series.length;
  while (length > 0 && series.steps[length - 1]! > step) length--;
  // A copy, because an older header may still show the points beyond the new length.
  return { length, steps: series.steps.slice(0, length), values: series.values.slice(0, length) };
}
