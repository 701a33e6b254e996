/** Character classes, as bits. */
export const LETTER = 1;
export const DIGIT = 2;
export const CAPITAL = 4;
export const SPACE = 8;
export const PUNCTUATION = 16;
export const VOWEL = 32;
/** Letters, digits, combining marks, and the underscore. */
const WORD = 64;
/** The same class inside the brackets of a regular expression with Unicode rules. */
export const WORD_CLASS = '\\p{L}\\p{M}\\p{N}_';

const TESTS: readonly (readonly [bit: number, test: RegExp])[] = [
  [LETTER, /^\p{L}/u],
  [DIGIT, /^\p{Nd}/u],
  [CAPITAL, /^[\p{Lu}\p{Lt}]/u],
  [SPACE, /^\s/u],
  [PUNCTUATION, /^[\p{P}\p{S}]/u],
  [WORD, new RegExp(`^[${WORD_CLASS}]`, 'u')],
];
const VOWELS = /^[aeiou]/iu;

function classesOf(symbol: string): number {
  let bits = 0;
  for (const [bit, test] of TESTS) if (test.test(symbol)) bits |= bit;
  return VOWELS.test(symbol.normalize('NFD')) ? bits | VOWEL : bits;
}

/** The classes of every character, [T]. Each distinct symbol is classified once. */
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
 * Whether each character belongs to a word, [T]: letters, digits, combining marks, underscores, and an apostrophe ('
 * or ’) between two of them in scripts that use apostrophes.
 */
export function inWords(symbols: readonly string[]): Uint8Array {
  const classes = classify(symbols);
  const inside = new Uint8Array(symbols.length);
  for (let t = 0; t < inside.length; t++) {
    const isJoint = isApostrophe(symbols[t]!) && joinsWords(symbols[t - 1]) && joinsWords(symbols[t + 1]);
    inside[t] = isJoint || (classes[t]! & WORD) !== 0 ? 1 : 0;
  }
  return inside;
}

/**
 * Scripts without spaces around words or quotation marks. A mark between two of their letters is not an apostrophe.
 */
const UNSPACED =
  /^[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Tibt}]/u;
const JOINING = new RegExp(`^[${WORD_CLASS}]`, 'u');

export function isUnspaced(symbol: string): boolean {
  return UNSPACED.test(symbol);
}

/** Whether an apostrophe beside this character may belong to the character's word. */
export function joinsWords(symbol: string | undefined): boolean {
  return symbol !== undefined && JOINING.test(symbol) && !UNSPACED.test(symbol);
}

export function isApostrophe(symbol: string): boolean {
  return symbol === "'" || symbol === '’';
}
