/** Classes of a character, as bits. */
export const LETTER = 1;
export const DIGIT = 2;
export const CAPITAL = 4;
export const SPACE = 8;
export const PUNCTUATION = 16;
export const VOWEL = 32;
/** Letters, digits, the marks that belong to them, and the underscore. */
export const WORD = 64;

const TESTS: readonly (readonly [bit: number, test: RegExp])[] = [
  [LETTER, /^\p{L}/u],
  [DIGIT, /^\p{Nd}/u],
  [CAPITAL, /^[\p{Lu}\p{Lt}]/u],
  [SPACE, /^\s/u],
  [PUNCTUATION, /^[\p{P}\p{S}]/u],
  [WORD, /^[\p{L}\p{M}\p{N}_]/u],
];
const VOWELS = /^[aeiou]/iu;

function classesOf(symbol: string): number {
  let bits = 0;
  for (const [bit, test] of TESTS) if (test.test(symbol)) bits |= bit;
  return VOWELS.test(symbol.normalize('NFD')) ? bits | VOWEL : bits;
}

/** The classes of every character, [T]; each symbol is looked at once. */
export function classify(symbols: readonly string[]): Uint8Array {
  const known = new Map<string, number>();
  const classes = new Uint8Array(symbols.length);
  for (let t = 0; t < classes.length; t++) {
    const symbol = symbols[t]!;
    let bits = known.get(symbol);
    if (bits === undefined) known.set(symbol, (bits = classesOf(symbol)));
    classes[t] = bits;
  }
  return classes;
}

/**
 * Whether each character belongs to a word, [T]: letters, digits, marks and underscores, and an apostrophe (' or ’) that
 * stands between two of them.
 */
export function inWords(symbols: readonly string[]): Uint8Array {
  const classes = classify(symbols);
  const inside = new Uint8Array(symbols.length);
  for (let t = 0; t < inside.length; t++) {
    const isJoint = isApostrophe(symbols[t]!) && (classes[t - 1]! & WORD) !== 0 && (classes[t + 1]! & WORD) !== 0;
    inside[t] = isJoint || (classes[t]! & WORD) !== 0 ? 1 : 0;
  }
  return inside;
}

export function isApostrophe(symbol: string): boolean {
  return symbol === "'" || symbol === '’';
}
