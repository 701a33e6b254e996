/** Numbers as people read them: a true minus, a sign on what has a sign, and no more digits than the place has room for. */
import { grouped } from '../limits/sentences.ts';

const MINUS = '\u2212';

function trueMinus(text: string): string {
  return text.replaceAll('-', MINUS);
}

/** How a value that is no finite number is written; null for every other number. */
function notFinite(value: number): string | null {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Infinity) return '∞';
  if (value === -Infinity) return `${MINUS}∞`;
  return null;
}

/** Six significant digits, as "Reading" and every table give a value: `0.771234`, `−1.00000`, `1.23457e−7`. */
export function formatReading(value: number): string {
  return notFinite(value) ?? trueMinus((value === 0 ? 0 : value).toPrecision(6));
}

/** Fixed decimals without a plus: gates, probabilities, losses. Never `−0.00`. */
export function formatFixed(value: number, decimals: number): string {
  const text = notFinite(value) ?? value.toFixed(decimals);
  return trueMinus(/^-0(\.0*)?$/.test(text) ? text.slice(1) : text);
}

/** Fixed decimals, sign always shown: signed values. What rounds to zero has none. */
export function formatSigned(value: number, decimals: number): string {
  const text = formatFixed(value, decimals);
  return value > 0 && !/^0(\.0*)?$/.test(text) ? `+${text}` : text;
}

/** A factor inside a product: a negative one stands in brackets. */
export function formatFactor(value: number, decimals: number): string {
  const text = formatFixed(value, decimals);
  return text.startsWith(MINUS) ? `(${text})` : text;
}

const SUPERSCRIPT: Readonly<Record<string, string>> = {
  '-': '⁻',
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
};

/** `10⁻³` */
export function formatPowerOfTen(exponent: number): string {
  if (exponent === 0) return '1';
  if (exponent === 1) return '10';
  return `10${Array.from(String(exponent), (digit) => SUPERSCRIPT[digit]).join('')}`;
}

/** A positive size over many decades, three significant digits: `0.0510`, `4.50·10⁻⁴`. */
export function formatMagnitude(value: number): string {
  const special = notFinite(value);
  if (special !== null) return special;
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size >= 1e-3 && size < 999.5) return trueMinus(value.toPrecision(3));
  const [mantissa, exponent] = value.toExponential(2).split('e');
  return `${trueMinus(mantissa)}·${formatPowerOfTen(Number(exponent))}`;
}

/** `12,480` */
export function formatCount(value: number): string {
  return grouped(Math.round(value));
}
