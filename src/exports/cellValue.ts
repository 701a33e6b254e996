import type { CsvCell } from '../formats/csv.ts';

const SUPERSCRIPT = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** A number as the page writes it: grouped digits, a true minus sign, a power of ten. */
const NUMBER =
  /[+\u2212-]?10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+|[+\u2212-]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:·10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]*|e[\u2212+-]?\d+)?/g;

/**
 * The content of a cell on the page as a cell of a file. A number becomes a number of the digits that were shown; in a text with
 * other words each number is written plainly: `1.85·10⁻⁸` as `1.85e-8`, `13,387` as `13387`, `−0.5` as `-0.5`. A dash stands for
 * no value, `×0.66` for the factor.
 */
export function cellValue(shown: string): CsvCell {
  const text = shown.replaceAll('\u00ad', '').replace(/\s+/g, ' ').trim();
  if (text === '' || text === '–') return null;
  const plain = text.replace(/^×(?=\d)/, '').replace(NUMBER, plainNumber);
  return /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/.test(plain) ? Number(plain) : plain;
}

function plainNumber(text: string): string {
  const ungrouped = text.replaceAll(',', '').replaceAll('\u2212', '-');
  const [mantissa, power] = /^[+-]?10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+$/.test(ungrouped)
    ? [ungrouped.startsWith('-') ? '-1' : '1', ungrouped.slice(ungrouped.indexOf('10') + 2)]
    : ungrouped.split('·10');
  if (power === undefined) return mantissa!;
  const exponent = Array.from(power, (digit) => (digit === '⁻' ? '-' : SUPERSCRIPT.indexOf(digit))).join('');
  return `${mantissa}e${exponent === '' ? '1' : exponent}`;
}
