/** Number formats for people, with a true minus sign and no more digits than there is room for. */
import { grouped } from '../limits/messages.ts';

const MINUS = '\u2212';

function trueMinus(text: string): string {
  return text.replaceAll('-', MINUS);
}

/**
 * How a value that is not finite is written: "–" for a missing one, and a bound for one beyond float32, because nothing on
 * the page is infinite; null for every other number.
 */
function notFinite(value: number): string | null {
  if (Number.isNaN(value)) return '–';
  if (value === Infinity) return '> 10³⁸';
  if (value === -Infinity) return `< ${MINUS}10³⁸`;
  return null;
}

/** Groups the digits before the decimal point of a number without a power of ten. */
function groupedWhole(text: string): string {
  return text.replace(/^-?\d{4,}/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','));
}

/** Below this, zeros after the decimal point are longer than a power of ten, and have to be counted. */
const SMALL = 1e-4;

/** Up to six significant digits, in the Reading and in tables: `0.771234`, `−1.00000`, `1.23457e−5`, `123,457`. */
export function formatReading(value: number, digits = 6): string {
  const isSmall = value !== 0 && Math.abs(value) < SMALL;
  const text = isSmall ? value.toExponential(digits - 1) : (value === 0 ? 0 : value).toPrecision(digits);
  return notFinite(value) ?? trueMinus(groupedWhole(text));
}

/** From here on, three digits and a power of ten are shorter than fixed decimals. */
const FAR = 1e6;

/** Fixed decimals: `0.28`, `1,628.31`, and `8.53·10⁷` from a million. Never `−0.00`. */
export function formatFixed(value: number, decimals: number): string {
  if (Math.abs(value) >= FAR && Number.isFinite(value)) return formatMagnitude(value);
  const text = notFinite(value) ?? value.toFixed(decimals);
  return trueMinus(groupedWhole(/^-0(\.0*)?$/.test(text) ? text.slice(1) : text));
}

/** Fixed decimals with a sign: signed values. A value that rounds to zero has no sign. */
export function formatSigned(value: number, decimals: number): string {
  const text = formatFixed(value, decimals);
  return value > 0 && value < Infinity && !/^0(\.0*)?$/.test(text) ? `+${text}` : text;
}

/** A factor inside a product: a negative one is in brackets. */
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

/** A round number at an axis: `0.05`, `200`, `2,000`, `10⁸`, `2·10⁻⁵`. */
export function formatTick(value: number): string {
  if (value === 0 || (value >= 1e-3 && value < 1e4)) return groupedWhole(String(value));
  const exponent = Math.floor(Math.log10(value) + 1e-9);
  const mantissa = Number((value / 10 ** exponent).toPrecision(2));
  return mantissa === 1 ? formatPowerOfTen(exponent) : `${mantissa}·${formatPowerOfTen(exponent)}`;
}

/** A positive number in at most five characters: `3.14`, `14.31`, `853.2`, `8532`, `>9999`. */
export function formatInFive(value: number): string {
  if (value >= 9999.5) return '>9999';
  // There is no room for a comma.
  if (value >= 999.95) return value.toFixed(0);
  return formatFixed(value, value < 99.995 ? 2 : 1);
}

/** A number over many decades, with three significant digits by default: `0.0510`, `4.50·10⁻⁴`. */
export function formatMagnitude(value: number, digits = 3): string {
  const special = notFinite(value);
  if (special !== null) return special;
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size >= 1e-3 && size < 10 ** digits - 0.5) return trueMinus(value.toPrecision(digits));
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e');
  return `${trueMinus(mantissa)}·${formatPowerOfTen(Number(exponent))}`;
}

/** A number over many decades in little room: `0.80`, `3·10⁻⁴`, `−1·10³`, with `digits` before a power of ten. */
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
