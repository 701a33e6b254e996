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

/** From here on fixed decimals would only be a row of digits: three significant ones and a power of ten instead. */
const FAR = 1e6;

/** Fixed decimals without a plus: gates, probabilities, losses. Never `−0.00`; `8.53·10⁷` from a million on. */
export function formatFixed(value: number, decimals: number): string {
  if (Math.abs(value) >= FAR && Number.isFinite(value)) return formatMagnitude(value);
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

/** A round number at an axis: `0.05`, `200`, `10⁸`, `2·10⁻⁵`. */
export function formatTick(value: number): string {
  if (value === 0 || (value >= 1e-3 && value < 1e4)) return String(value);
  const exponent = Math.floor(Math.log10(value) + 1e-9);
  const mantissa = Number((value / 10 ** exponent).toPrecision(2));
  return mantissa === 1 ? formatPowerOfTen(exponent) : `${mantissa}·${formatPowerOfTen(exponent)}`;
}

/** A positive number in a place that has room for five signs: `3.14`, `14.31`, `853.2`, `8532`, `>9999`. */
export function formatInFive(value: number): string {
  if (value >= 9999.5) return value === Infinity ? '∞' : '>9999';
  return formatFixed(value, value < 99.995 ? 2 : value < 999.95 ? 1 : 0);
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

/** A number over many decades where there is little room: `0.80`, `3·10⁻⁴`, `−1·10³`; `0`. `digits` are those before a power of ten. */
export function formatPower(value: number, digits: number): string {
  const special = notFinite(value);
  if (special !== null) return special;
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 0.01 && size < 99.5) return trueMinus(value.toPrecision(Math.max(2, digits)));
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e');
  return `${trueMinus(mantissa)}·${formatPowerOfTen(Number(exponent))}`;
}

/** `12,480` */
export function formatCount(value: number): string {
  return grouped(Math.round(value));
}
