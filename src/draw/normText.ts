/** Formats of norms: bounds instead of numbers that were not measured, and only digits that are accurate. */
import { formatMagnitude, formatPowerOfTen, formatReading } from './format.ts';
import { NORM_CEILING, NORM_FLOOR } from './normScale.ts';

const BELOW = `< ${formatPowerOfTen(Math.log10(NORM_FLOOR))}`;
const BEYOND = `> ${formatPowerOfTen(Math.log10(NORM_CEILING))}`;

/** The largest number of digits of a reading, and of a table with little room. */
export const READING_DIGITS = 6;
export const TABLE_DIGITS = 3;

/** How accurate a norm is. */
export interface NormDigits {
  /** Accurate significant digits; with 0 only the power of ten is accurate. */
  readonly digits: number;
  /** Whether the value is an upper bound, because something in it was below the floor. */
  readonly isBound?: boolean;
}

/** `0.0510`, `4.5·10⁻⁴`, `~10⁻¹²`; `< 10⁻³⁰` and `> 10³⁸` beyond the range of norms; `–` if there is none. */
export function formatNorm(value: number, { digits, isBound }: NormDigits = { digits: TABLE_DIGITS }): string {
  return inRange(value, digits, isBound, (norm) => formatMagnitude(norm, digits));
}

/** The same with up to six digits, in the format of a reading: `1.23457e−7`. */
export function formatNormReading(value: number, { digits, isBound }: NormDigits = { digits: READING_DIGITS }): string {
  return inRange(value, digits, isBound, (norm) => formatReading(norm, digits));
}

function inRange(value: number, digits: number, isBound: boolean | undefined, write: (norm: number) => string): string {
  if (Number.isNaN(value)) return '–';
  if (value < NORM_FLOOR) return BELOW;
  if (value > NORM_CEILING) return BEYOND;
  if (digits === 0) return `~${formatPowerOfTen(Math.round(Math.log10(value)))}`;
  return `${isBound ? '≤ ' : ''}${write(value)}`;
}

/**
 * The number of accurate significant digits: half a unit of the last one is at least the error.
 *
 * @param error relative
 */
export function digitsThatHold(error: number, most: number): number {
  const digits = error > 0 ? Math.floor(-Math.log10(2 * error)) : most;
  return Math.min(most, Math.max(0, digits));
}
