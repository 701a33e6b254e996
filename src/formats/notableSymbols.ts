/** Notes about characters of a text that are invisible or easily confused. The characters stay unchanged. */
import { codePointName } from '../engine/codePointNames.ts';
import { lookAlikes } from '../engine/lookAlikes.ts';
import { fullyNamedSymbol, listed, namedSymbol } from '../engine/namedSymbol.ts';
import type { Vocabulary } from '../engine/vocabulary.ts';
import { grouped } from '../limits/messages.ts';
import type { TextNote } from './text.ts';

/** Spaces, controls, format characters, private and unassigned ones, and characters drawn as nothing. */
const UNSEEN = /^[\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800]$/u;
/** Invisible characters that every text has. */
const USUAL = new Set([' ', '\n', '\t']);

/** The number of characters of each kind that the sentence names. The note lists all of them. */
const NAMED = 6;

/** Notes about the invisible and the confusable characters of a text; empty if it has none. */
export function notableNotes(vocabulary: Vocabulary, text: string): readonly TextNote[] {
  const unseen = describeInvisible(vocabulary);
  const alike = [...describeLookAlikes(vocabulary, text), ...describeComposed(vocabulary, text)];
  const notes: TextNote[] = [];
  if (unseen.length > 0) {
    notes.push({
      kind: 'invisible',
      text: `The text has invisible characters: ${listed(unseen, NAMED)}.`,
      all: unseen,
    });
  }
  if (alike.length > 0) {
    notes.push({ kind: 'look-alike', text: `Characters of the text look alike: ${listed(alike, NAMED)}.`, all: alike });
  }
  return notes;
}

function times(count: number): string {
  return `${grouped(count)} ×`;
}

/** `4 × U+200B zero width space`, the most frequent first. */
function describeInvisible({ symbols, counts }: Vocabulary): readonly string[] {
  const found = symbols.map((symbol, token) => ({ symbol, count: counts[token]! }));
  return found
    .filter(({ symbol }) => UNSEEN.test(symbol) && !USUAL.has(symbol))
    .toSorted((a, b) => b.count - a.count)
    .map(({ symbol, count }) => `${times(count)} ${codePointName(symbol)}`);
}

interface Pair {
  /** The rarer symbol, and the one that it looks like. */
  readonly symbol: string;
  readonly like: string;
}

const ASCII_LETTERS = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz');
const LATIN = /\p{Script=Latin}/u;

/**
 * `12 × “а” U+0430 Cyrillic small letter a beside 3,201 × “a”`, the rarest first. A letter that looks like an ASCII
 * letter which does not occur in the text is listed if it occurs inside a Latin word.
 */
function describeLookAlikes({ symbols, counts }: Vocabulary, text: string): readonly string[] {
  const count = new Map(symbols.map((symbol, token) => [symbol, counts[token]!]));
  const missing = ASCII_LETTERS.filter((letter) => !count.has(letter));
  const all = [...symbols, ...missing];
  const pairs = new Map<string, Pair>();
  for (const [like = '', ...others] of lookAlikes({ symbols: all, counts: all.map((one) => count.get(one) ?? 0) })) {
    for (const symbol of others) {
      if (UNSEEN.test(symbol) || UNSEEN.test(like)) continue;
      if (count.has(symbol)) pairs.set(symbol + like, { symbol, like });
      else if (!LATIN.test(like) && isInLatinWord(text, like)) pairs.set(like + symbol, { symbol: like, like: symbol });
    }
  }
  const often = (symbol: string): number => count.get(symbol) ?? 0;
  return [...pairs.values()]
    .toSorted((a, b) => often(a.symbol) - often(b.symbol))
    .map(({ symbol, like }) => {
      const beside = count.has(like)
        ? `beside ${times(often(like))} ${namedSymbol(like)}`
        : `like ${namedSymbol(like)}`;
      return `${times(often(symbol))} ${fullyNamedSymbol(symbol)} ${beside}`;
    });
}

/** Whether a letter occurs next to a Latin one. */
function isInLatinWord(text: string, letter: string): boolean {
  return new RegExp(`\\p{Script=Latin}${letter}|${letter}\\p{Script=Latin}`, 'u').test(text);
}

const COMBINED = /\p{L}[\u0300-\u036f]+/gu;

/**
 * Letters with combining marks that also occur as precomposed characters: `3 × “é” as two characters beside 40 × “é”
 * U+00E9`.
 */
function describeComposed({ symbols, counts }: Vocabulary, text: string): readonly string[] {
  if (!symbols.some((symbol) => symbol >= '\u0300' && symbol <= '\u036f')) return [];
  const apart = new Map<string, number>();
  for (const [letter] of text.matchAll(COMBINED)) {
    const whole = letter.normalize('NFC');
    if (whole !== letter) apart.set(whole, (apart.get(whole) ?? 0) + 1);
  }
  return symbols.flatMap((symbol, token) => {
    const count = apart.get(symbol);
    if (count === undefined) return [];
    const pieces = Array.from(symbol.normalize('NFD'));
    const marks = pieces.slice(1).map(codePointName).join(' and ');
    return [
      `${times(count)} “${symbol}” as “${pieces[0]}” with ${marks} beside ${times(counts[token]!)} ${namedSymbol(symbol)}`,
    ];
  });
}
