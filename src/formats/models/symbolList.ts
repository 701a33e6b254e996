/** Vocabularies of other programs: a list of characters, or a table from characters to indices or the reverse. */
import { MAX_VOCAB } from '../../limits/limits.ts';
import { isOneCodePoint } from '../oneCodePoint.ts';
import { quoted, type Refuse } from './openedModel.ts';

/** Whether a JSON value has one of the forms that `symbolsOf` reads. */
export function isSymbolList(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every((one) => typeof one === 'string');
  if (typeof value !== 'object' || value === null) return false;
  const entries = Object.entries(value);
  const isForward = entries.every(([, index]) => typeof index === 'number');
  const isReverse = entries.every(([index, one]) => /^\d{1,5}$/.test(index) && typeof one === 'string');
  return entries.length > 0 && (isForward || isReverse);
}

/**
 * The symbols of a vocabulary in the order of their indices: of ["a", "b"], {"a": 0, "b": 1} or {"0": "a", "1": "b"}.
 *
 * @param what what a clause for `refuse` begins with
 */
export function symbolsOf(value: unknown, refuse: Refuse, what = 'its vocabulary'): readonly string[] {
  if (!isSymbolList(value)) return refuse(`${what} is neither a list of characters nor a table of their indices`);
  const pairs: [symbol: string, index: number][] = Array.isArray(value)
    ? value.map((symbol: string, index) => [symbol, index])
    : Object.entries(value as Readonly<Record<string, string | number>>).map(([key, one]) =>
        typeof one === 'number' ? [key, one] : [one, Number(key)],
      );
  if (pairs.length > MAX_VOCAB) {
    return refuse(`${what} has ${pairs.length} entries, and at most ${MAX_VOCAB} are allowed`);
  }
  const symbols = new Array<string | undefined>(pairs.length).fill(undefined);
  for (const [symbol, index] of pairs) {
    if (!Number.isInteger(index) || index < 0 || index >= pairs.length || symbols[index] !== undefined) {
      return refuse(`${what} does not number its entries from 0 to ${pairs.length - 1}, each once`);
    }
    if (!isOneCodePoint(symbol)) {
      return refuse(`${what} has the entry ${quoted(symbol)}, which is not a single character`);
    }
    symbols[index] = symbol;
  }
  const whole = symbols as readonly string[];
  if (new Set(whole).size !== whole.length) return refuse(`${what} has a character twice`);
  return whole;
}
