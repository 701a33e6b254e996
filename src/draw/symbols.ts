/** Visible signs of characters. An invisible or ambiguous character gets a sign of its own. */
import { codePointName, codePointNumber } from '../engine/codePointNames.ts';
import { lookAlikes, type CountedSymbols } from '../engine/lookAlikes.ts';

/** Signs of single characters. They are never shown for anything else. */
const SIGNS: ReadonlyMap<string, string> = new Map([
  ['\t', '⇥'],
  ['\n', '↵'],
  [' ', '␣'],
]);
const TAKEN: ReadonlySet<string> = new Set(SIGNS.values());

const MARK = /^\p{M}$/u;
/** Spaces, control and format characters, unassigned ones, lone surrogates, and others that are invisible. */
const UNSEEN = /^[\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800]$/u;
/** A letter of a right-to-left script. */
export const RIGHT_TO_LEFT =
  /^[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Mandaic}\p{Script=Samaritan}]$/u;

let hasGlyph: (symbol: string) => boolean = () => true;

/** Sets the test for symbols that the fonts can draw. All others are written as code points. */
export function setGlyphTest(test: (symbol: string) => boolean): void {
  hasGlyph = test;
}

/** The sign of a symbol independently of its text. */
function plainSign(symbol: string): string {
  const code = symbol.codePointAt(0);
  if (code === undefined) return '';
  const sign = SIGNS.get(symbol);
  if (sign !== undefined) return sign;
  // If one of the signs above occurs in a text itself, it would be mistaken for the character that it represents.
  if (TAKEN.has(symbol) || UNSEEN.test(symbol) || (code > 0x7e && !hasGlyph(symbol))) return codePointNumber(symbol);
  if (MARK.test(symbol)) return `◌${symbol}`;
  if (RIGHT_TO_LEFT.test(symbol)) return `\u2068${symbol}\u2069`;
  return symbol;
}

/** Letters of these scripts that look like letters of another script get the script's initial. */
const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/^\p{Script=Latin}$/u, 'ᴸ'],
  [/^\p{Script=Cyrillic}$/u, 'ᶜ'],
  [/^\p{Script=Greek}$/u, 'ᴳ'],
  [/^\p{Script=Armenian}$/u, 'ᴬ'],
];

function scriptMark(symbol: string): string | undefined {
  return SCRIPTS.find(([script]) => script.test(symbol))?.[1];
}

interface Doubts {
  /** Symbols that look like another symbol of the text. */
  readonly alike: ReadonlySet<string>;
  /** Signs of the symbols that are rarer than the ones they look like. */
  readonly signs: ReadonlyMap<string, string>;
}

const NO_DOUBTS: Doubts = { alike: new Set(), signs: new Map() };
const doubtsOfText = new WeakMap<readonly string[], Doubts>();

/** The symbols of a text that could be confused. They are computed once per vocabulary. */
function doubtsOf(text: CountedSymbols | null | undefined): Doubts {
  if (!text) return NO_DOUBTS;
  const known = doubtsOfText.get(text.symbols);
  if (known) return known;
  const alike = new Set<string>();
  const signs = new Map<string, string>();
  for (const group of lookAlikes(text)) {
    // Symbols with a sign of their own, or written as a code point, cannot be confused.
    const seen = group.filter((symbol) => !SIGNS.has(symbol) && codeOfSign(plainSign(symbol)) === null);
    if (seen.length < 2) continue;
    const marks = seen.map(scriptMark);
    for (const [k, symbol] of seen.entries()) {
      alike.add(symbol);
      if (k === 0 || signs.get(symbol)?.startsWith('U+')) continue;
      const mark = marks[k];
      const isOnlyOne = mark !== undefined && marks.filter((other) => other === mark).length === 1;
      signs.set(symbol, isOnlyOne ? `${symbol}${mark}` : codePointNumber(symbol));
    }
  }
  const doubts = { alike, signs };
  doubtsOfText.set(text.symbols, doubts);
  return doubts;
}

/**
 * The sign of a symbol in a single cell. Space ␣, newline ↵, tab ⇥; combining marks are on ◌. All other invisible
 * characters, and all that control the direction of text, are written as code points, `U+202F`. Right-to-left letters
 * are isolated, so that neighbouring cells keep their order.
 *
 * @param text the text to which the symbol belongs. A symbol that looks like a more frequent one of the text gets the
 *   initial of its script (`aᴸ`) or is written as a code point, so that two symbols of one text never have the same
 *   sign.
 */
export function visibleSymbol(symbol: string, text?: CountedSymbols | null): string {
  return doubtsOf(text).signs.get(symbol) ?? plainSign(symbol);
}

/** The digits of a code point, `202F`, for signs that `visibleSymbol` writes as code points; null for other signs. */
export function codeOfSign(sign: string): string | null {
  return /^U\+[\dA-F]{4,6}$/.test(sign) ? sign.slice(2) : null;
}

/** Whether a symbol is marked because it looks like a more frequent one of its text. */
export function isMarkedAlike(symbol: string, text?: CountedSymbols | null): boolean {
  return doubtsOf(text).signs.has(symbol);
}

/** The sign of a symbol in a cell. If it stands for an invisible character, it is drawn fainter. */
export interface CellSign {
  readonly text: string;
  readonly isStandIn: boolean;
}

export function cellSign(symbol: string, text?: CountedSymbols | null): CellSign {
  const sign = visibleSymbol(symbol, text);
  return { text: sign, isStandIn: codeOfSign(sign) !== null || !sign.includes(symbol) };
}

/** Characters that screen readers read correctly: letters, digits, and ASCII punctuation except the quotation mark. */
const READ_ALONE = /^[\p{L}\p{Nd}!#-~]$/u;

/**
 * A symbol in "Reading". A visible and unambiguous symbol is in quotes, `"e"`, and so are the signs of common spaces,
 * `"␣"`. All others are described by code point and name: `U+202F narrow no-break space`, `'"' U+0022 quotation
 * mark`.
 */
export function readSymbol(symbol: string, text?: CountedSymbols | null): string {
  if (symbol === '') return '""';
  const sign = plainSign(symbol);
  const isSign = SIGNS.has(symbol);
  if (isSign || (READ_ALONE.test(symbol) && !doubtsOf(text).alike.has(symbol) && codeOfSign(sign) === null)) {
    return `"${sign}"`;
  }
  const name = codePointName(symbol);
  if (codeOfSign(sign) !== null) return name;
  return symbol === '"' ? `'"' ${name}` : `"${sign}" ${name}`;
}

const WORDS: ReadonlyMap<string, string> = new Map([
  [' ', 'space'],
  ['\n', 'newline'],
  ['\t', 'tab'],
]);

/** A symbol for screen readers: `space`, `"e"`, `U+202F narrow no-break space`. */
export function spokenSymbol(symbol: string, text?: CountedSymbols | null): string {
  return WORDS.get(symbol) ?? readSymbol(symbol, text);
}
