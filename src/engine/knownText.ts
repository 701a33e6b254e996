/** The part of a typed text that a model can read. */
import type { Vocabulary } from './vocabulary.ts';

/** A typed text as a model reads it. */
export interface KnownText {
  /** Tokens of the characters that are in the vocabulary, in order. Of a long text only the last ones are used. */
  readonly tokens: Int32Array<ArrayBuffer>;
  /** The same characters as a string. */
  readonly used: string;
  /** Characters that are not in the vocabulary, each once, in order of their first occurrence. */
  readonly unknown: readonly string[];
  /** The number of known characters before `used` that are not read because the text is too long. */
  readonly cut: number;
}

/**
 * The characters of `typed` that a model knows, at most the last `most` of them. Line ends become single line feeds,
 * as in every training text.
 */
export function knownText(symbols: Vocabulary['symbols'], typed: string, most: number): KnownText {
  const index = new Map(symbols.map((symbol, token) => [symbol, token]));
  const unknown = new Set<string>();
  const tokens: number[] = [];
  for (const symbol of typed.replace(/\r\n?/g, '\n')) {
    const token = index.get(symbol);
    if (token === undefined) unknown.add(symbol);
    else tokens.push(token);
  }
  const cut = Math.max(0, tokens.length - most);
  const used = Int32Array.from(cut > 0 ? tokens.slice(cut) : tokens);
  return { tokens: used, used: Array.from(used, (token) => symbols[token]).join(''), unknown: [...unknown], cut };
}
