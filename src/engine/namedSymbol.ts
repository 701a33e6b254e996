/** How a message names a character, so that it cannot be mistaken for another. */
import { codePointName, codePointNumber } from './codePointNames.ts';

/** Spaces, controls, format characters, combining marks, and characters that are drawn as nothing. */
const UNSEEN = /^[\p{Z}\p{C}\p{M}\p{Default_Ignorable_Code_Point}\u2800]$/u;
const PLAIN = /^[!-~]$/;

/**
 * A character in quotes, with its code point or name where needed: `“e”`, `“é” U+00E9`, `U+202F narrow no-break
 * space`.
 */
export function namedSymbol(symbol: string): string {
  if (PLAIN.test(symbol)) return `“${symbol}”`;
  return UNSEEN.test(symbol) ? codePointName(symbol) : `“${symbol}” ${codePointNumber(symbol)}`;
}

/** The first `most` items as a list: `a`, `a and b`, `a, b and 3 more`. */
export function listed(items: readonly string[], most: number): string {
  const shown = items.length <= most ? items : [...items.slice(0, most - 1), `${items.length - most + 1} more`];
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
