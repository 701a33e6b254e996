/** A logarithmic axis for norms. Zero, infinity and values outside its range are drawn at its ends and marked. */

/** Norms below this are drawn at the floor and marked, never as −∞. */
export const NORM_FLOOR = 1e-30;
/** Norms above this are drawn at the ceiling and marked, never as ∞. */
export const NORM_CEILING = 1e38;

export interface NormScale {
  readonly low: number;
  readonly high: number;
  /** Pixels from the top of a positive value, clamped to the axis; NaN for NaN. */
  readonly y: (value: number) => number;
  /** Exponents of the powers of ten that are labelled. */
  readonly exponents: readonly number[];
}

/**
 * A scale over the values ≥ `floor`, with values above 1e38 at 1e38, extended to whole powers of ten (at least two
 * decades). At most `mostTicks` evenly spaced powers are labelled.
 */
export function normScale(
  values: Iterable<number>,
  top: number,
  bottom: number,
  mostTicks: number,
  floor = NORM_FLOOR,
): NormScale {
  let smallest = Infinity;
  let largest = -Infinity;
  for (const norm of values) {
    if (!(norm >= floor)) continue;
    const value = Math.min(norm, NORM_CEILING);
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
    const position = value <= 0 ? low : Math.min(high, Math.max(low, Math.log10(value)));
    return top + ((high - position) / (high - low)) * (bottom - top);
  };
  return { low: 10 ** low, high: 10 ** high, y, exponents };
}
