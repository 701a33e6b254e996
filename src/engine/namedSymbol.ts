/** How a message names a character, so that it cannot be mistaken for another. */
import { codePointName, codePointNumber } from './codePointNames.ts';

/** Spaces, controls, format characters, combining marks, and characters that are drawn as nothing. */
const UNSEEN = /^[\p{Z}\p{C}\p{M}\p{Default_Ignorable_Code_Point}\u2800]$/u;
const PLAIN = /^[!-~]$/;
/** Quotation marks and what looks like one: between quotation marks they cannot be read. */
const QUOTE = /^["'`´ʹʺ«»‹›‘’‚‛“”„‟′″〝〞〟＂＇]$/;

/**
 * A character in quotes, with its code point or name where needed: `“e”`, `“é” U+00E9`, `U+202F narrow no-break
 * space`, `U+0022 quotation mark`.
 */
export function namedSymbol(symbol: string): string {
  if (QUOTE.test(symbol)) return codePointName(symbol);
  if (PLAIN.test(symbol)) return `“${symbol}”`;
  return UNSEEN.test(symbol) ? codePointName(symbol) : `“${symbol}” ${codePointNumber(symbol)}`;
}

/** A character in quotes with its code point and name: `“а” U+0430 Cyrillic small letter a`; a quotation mark without quotes. */
export function fullyNamedSymbol(symbol: string): string {
  const name = codePointName(symbol);
  return QUOTE.test(symbol) ? name : `“${symbol}” ${name}`;
}

/** The first `most` items as a list: `a`, `a and b`, `a, b and 3 more`. */
export function listed(items: readonly string[], most: number): string {
  const shown = items.length <= most ? items : [...items.slice(0, most - 1), `${items.length - most + 1} more`];
  if (shown.length < 2) return shown.join('');
  return `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}
