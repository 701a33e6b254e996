/** A logarithmic axis for norms, which cannot show zero: what is smaller than the floor is drawn at it and marked. */

/** Norms below this are drawn at the floor and marked, never as −∞. */
export const NORM_FLOOR = 1e-30;

export interface LogScale {
  readonly low: number;
  readonly high: number;
  /** Pixels from the top of a positive value, clamped to the axis; NaN for what is no number. */
  readonly y: (value: number) => number;
  /** Exponents of the powers of ten that are labelled. */
  readonly exponents: readonly number[];
}

/**
 * Scale over the finite values ≥ 1e-30, opened to whole powers of ten (two decades at least). At most `mostTicks` powers
 * are labelled, evenly spaced.
 */
export function logScale(values: Iterable<number>, top: number, bottom: number, mostTicks: number): LogScale {
  let smallest = Infinity;
  let largest = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value) || value < NORM_FLOOR) continue;
    if (value < smallest) smallest = value;
    if (value > largest) largest = value;
  }
  let high = largest > 0 ? Math.ceil(Math.log10(largest)) : 0;
  let low = largest > 0 ? Math.floor(Math.log10(smallest)) : -2;
  if (high - low < 2) {
    if (high - Math.log10(largest) < Math.log10(smallest) - low) high++;
    else low--;
    if (high - low < 2) low = high - 2;
  }
  const every = Math.max(1, Math.ceil((high - low + 1) / mostTicks));
  const exponents: number[] = [];
  for (let exponent = high; exponent >= low; exponent -= every) exponents.push(exponent);
  const y = (value: number) => {
    if (Number.isNaN(value)) return Number.NaN;
    const place = value <= 0 ? low : Math.min(high, Math.max(low, Math.log10(value)));
    return top + ((high - place) / (high - low)) * (bottom - top);
  };
  return { low: 10 ** low, high: 10 ** high, y, exponents };
}
