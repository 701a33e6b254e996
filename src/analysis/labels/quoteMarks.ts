import { isApostrophe, isUnspaced, joinsWords } from './classes.ts';

/**
 * Quotation marks of common languages. The same mark may open in one language and close in another: “ closes „ in
 * German and opens in English, ” and » close what the same mark opened in Swedish, « opens in French and closes in
 * German.
 */
export type QuoteKind = 'double' | 'single';

/** Marks of one group pair only with one another. */
export type QuoteGroup = 'high' | 'angle' | 'corner' | 'white corner' | 'half corner' | 'single high' | 'single angle';

/** Whether a mark always opens, always closes, or does either depending on its context. */
type Turn = 'opens' | 'closes' | 'either';

export interface QuoteMark {
  readonly kind: QuoteKind;
  readonly group: QuoteGroup;
  readonly turn: Turn;
}

export const QUOTE_MARKS: ReadonlyMap<string, QuoteMark> = new Map([
  ...marks('double', 'high', 'opens', '„‟〝'),
  ...marks('double', 'high', 'closes', '〞〟'),
  ...marks('double', 'high', 'either', '“”"＂'),
  ...marks('double', 'angle', 'either', '«»'),
  ...marks('double', 'corner', 'opens', '「'),
  ...marks('double', 'corner', 'closes', '」'),
  ...marks('double', 'white corner', 'opens', '『'),
  ...marks('double', 'white corner', 'closes', '』'),
  ...marks('double', 'half corner', 'opens', '｢'),
  ...marks('double', 'half corner', 'closes', '｣'),
  ...marks('single', 'single high', 'opens', '‚‛'),
  ...marks('single', 'single high', 'either', "‘’'＇"),
  ...marks('single', 'single angle', 'either', '‹›'),
]);

function marks(kind: QuoteKind, group: QuoteGroup, turn: Turn, all: string): (readonly [string, QuoteMark])[] {
  return Array.from(all, (mark) => [mark, { kind, group, turn }] as const);
}

/** The neighbour of a mark, as evidence of whether the mark opens or closes; `free` is no evidence. */
export type Side = 'blank' | 'opening' | 'dash' | 'stop' | 'solid' | 'free';

const SIDES: readonly (readonly [side: Side, test: RegExp])[] = [
  ['blank', /^\s/u],
  // Punctuation of scripts without spaces, and marks of emphasis.
  ['free', /^[\u3000-\u303f\uff00-\uffef*_]/u],
  ['dash', /^[\p{Pd}…]/u],
  ['opening', /^[\p{Ps}/=]/u],
  ['stop', /^[\p{Pe}.,;:!?؟،؛]/u],
];

const knownSides = new Map<string, Side>();

/** The class of a neighbour. @param symbol undefined at either end of the text */
export function sideOf(symbol: string | undefined): Side {
  if (symbol === undefined) return 'blank';
  let side = knownSides.get(symbol);
  if (side === undefined) {
    const isFree = QUOTE_MARKS.has(symbol) || isUnspaced(symbol);
    side = isFree ? 'free' : (SIDES.find(([, test]) => test.test(symbol))?.[0] ?? 'solid');
    knownSides.set(symbol, side);
  }
  return side;
}

const HEBREW = /^\p{sc=Hebr}/u;

/**
 * Whether the mark at t belongs to a word: an apostrophe within it, or the ״ of a Hebrew abbreviation written as ".
 */
export function isInWord(symbols: readonly string[], t: number): boolean {
  const [before, after] = [symbols[t - 1], symbols[t + 1]];
  if (!joinsWords(before) || !joinsWords(after)) return false;
  const mark = symbols[t]!;
  if (mark === '"') return HEBREW.test(before!) && HEBREW.test(after!);
  return isApostrophe(mark) || mark === '‘';
}

/**
 * Words that begin with an apostrophe, listed without it: English, then Dutch. Words that also occur without the
 * apostrophe (round) are left out.
 */
const SHORTENED: ReadonlySet<string> = new Set(
  'tis twas twere twill twould twixt tain em til cos cuz neath gainst mongst nuff n s t k m r'.split(' '),
);
/** The largest number of characters examined after an apostrophe. */
export const LONGEST_SHORTENED = 7;
const DECADE = /^\d\ds$/;
const YEAR = /^\d\d$/;

/**
 * Whether the mark at t stands for omitted letters at the beginning of a word: ’tis, ’90s, rock ’n’ roll, ’s avonds.
 */
export function beginsShortened(symbols: readonly string[], t: number): boolean {
  let word = '';
  let at = t + 1;
  while (at < symbols.length && at <= t + LONGEST_SHORTENED && joinsWords(symbols[at])) word += symbols[at++]!;
  const after = symbols[at];
  if (after !== undefined && joinsWords(after)) return false;
  const lower = word.toLowerCase();
  // With marks on both sides it is a quoted word.
  if (after !== undefined && QUOTE_MARKS.get(after)?.group === 'single high') return lower === 'n';
  if (lower.length === 1 && sideOf(after) !== 'blank') return false;
  if (SHORTENED.has(lower) || DECADE.test(word)) return true;
  // Two digits alone are a year if a stop follows that ends no quotation.
  return YEAR.test(word) && sideOf(after) === 'stop' && !QUOTE_MARKS.has(symbols[at + 1] ?? '');
}
