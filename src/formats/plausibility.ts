/** How plausible a decoded text is, which tells whether it was decoded with the right encoding. */
import {
  CYRILLIC_LETTERS,
  FREQUENT_HAN,
  FREQUENT_HANGUL,
  LAST_LETTERS,
  LATIN_ALPHABETS,
  RARE_LETTERS,
} from './letters.ts';

const ALPHABETS = LATIN_ALPHABETS.map((letters) => new Set(letters + letters.toUpperCase()));
const CYRILLIC = new Set(CYRILLIC_LETTERS + CYRILLIC_LETTERS.toUpperCase());
const RARE = new Set(RARE_LETTERS + RARE_LETTERS.toUpperCase());
const LAST = new Set(LAST_LETTERS);
const HAN = new Set(FREQUENT_HAN);
const HANGUL = new Set(FREQUENT_HANGUL);

/** Characters that occur beside words: quotation marks, dashes, bullets, currency and other signs. */
const BESIDE_TEXT = /[“”„‚‘’«»‹›–—…€£§°·•¿¡™©®№、。，．；：？！「」『』（）《》〈〉・ー～]/u;
const IN_TEXT = /[’‘·’-]/u;
const SPACE = /\p{Zs}/u;
const LETTER = /\p{L}/u;
const UPPER = /\p{Lu}/u;
const LOWER = /\p{Ll}/u;
const MARK = /\p{M}/u;
/** Thai writing: vowels that stand before their consonant, signs above and below it, and the marks that may be on top. */
const THAI = /\p{Script=Thai}/u;
const THAI_LEADING = /[\u0e40-\u0e44]/;
const THAI_CONSONANT = /[\u0e01-\u0e2e]/;
const THAI_SIGN = /[\u0e31\u0e34-\u0e3a]/;
const THAI_TOP = /[\u0e47-\u0e4e]/;
/** A final vowel, a repetition, an abbreviation or a digit begins no word. */
const THAI_NOT_FIRST = /[\u0e2f\u0e30\u0e32\u0e33\u0e45\u0e46]/;
const NEVER = /[\p{Co}\p{Cn}\p{Cs}\u{fffd}]/u;

type Script = 'latin' | 'cyrillic' | 'greek' | 'kana' | 'narrow kana' | 'han' | 'hangul' | 'other';
const SCRIPTS: readonly (readonly [Script, RegExp])[] = [
  ['latin', /\p{Script=Latin}/u],
  ['cyrillic', /\p{Script=Cyrillic}/u],
  ['greek', /\p{Script=Greek}/u],
  ['narrow kana', /[\uff61-\uff9f]/u],
  ['kana', /[\p{Script=Hiragana}\p{Script=Katakana}]/u],
  ['han', /\p{Script=Han}/u],
  ['hangul', /\p{Script=Hangul}/u],
];
const scriptOf = (letter: string): Script => SCRIPTS.find(([, test]) => test.test(letter))?.[0] ?? 'other';

/**
 * A score from about −3 to 1: the mean over all non-ASCII characters and ASCII controls of how well each fits its
 * context. A letter of its language's alphabet scores 1, a character that only wrong decoding produces −3. The score
 * is 1 if there are no such characters.
 */
export function plausibility(text: string): number {
  const symbols = Array.from(text);
  const alphabet = bestAlphabet(symbols);
  const hangul = symbols.reduce((sum, symbol) => sum + Number(scriptOf(symbol) === 'hangul'), 0);
  let sum = 0;
  let count = 0;
  for (const [k, symbol] of symbols.entries()) {
    const code = symbol.codePointAt(0)!;
    const isControl = code < 0x20 && !(code >= 0x08 && code <= 0x0d) && code !== 0x1b;
    if (code < 0x7f && !isControl) continue;
    count++;
    if (isControl || (code >= 0x7f && code < 0xa0) || NEVER.test(symbol)) sum -= 3;
    else sum += fit(symbol, symbols[k - 1] ?? ' ', symbols[k + 1] ?? ' ', alphabet, hangul > 0);
  }
  return count === 0 ? 1 : sum / count;
}

function fit(symbol: string, before: string, after: string, alphabet: ReadonlySet<string>, hasHangul: boolean): number {
  if (THAI.test(symbol) && !isInThaiOrder(symbol, before, after)) return -1;
  const isInWord = LETTER.test(before) && LETTER.test(after);
  if (MARK.test(symbol)) return LETTER.test(before) || MARK.test(before) ? 0.8 : -1;
  if (!LETTER.test(symbol)) {
    if (SPACE.test(symbol)) return isInWord ? -0.5 : 0.3;
    if (!BESIDE_TEXT.test(symbol)) return -1;
    return isInWord && !IN_TEXT.test(symbol) && !isWide(before) && !isWide(after) ? -1 : 0.6;
  }
  const script = scriptOf(symbol);
  // A capital in the middle of a word, or adjacent letters of two scripts, are rare in real texts.
  if (UPPER.test(symbol) && LETTER.test(before)) return LOWER.test(before) ? -1 : 0.3;
  const isMixed = (other: string): boolean => LETTER.test(other) && scriptOf(other) !== script && !isWide(other);
  if (!isWide(symbol) && (isMixed(before) || isMixed(after))) return -1;
  if (script === 'latin') {
    const isAlone = !LETTER.test(before) && !LETTER.test(after);
    return alphabet.has(symbol) ? (isAlone ? 0.7 : 1) : -0.5;
  }
  if (LAST.has(symbol) && LETTER.test(after)) return -0.5;
  if (RARE.has(symbol)) return 0;
  if (script === 'cyrillic') return CYRILLIC.has(symbol) ? 1 : -0.5;
  if (script === 'narrow kana') return -0.5;
  if (script === 'han') return HAN.has(symbol) ? 1 : hasHangul ? -0.6 : -0.2;
  if (script === 'hangul') return HANGUL.has(symbol) ? 1 : 0.3;
  // Two of three Thai letters are not consonants alone: vowels and tones are between them.
  if (THAI_CONSONANT.test(before) && THAI_CONSONANT.test(symbol) && THAI_CONSONANT.test(after)) return 0.3;
  return 1;
}

/** Whether a Thai character can stand between its neighbours, which a text in another encoding hardly keeps to. */
function isInThaiOrder(symbol: string, before: string, after: string): boolean {
  if (THAI_LEADING.test(symbol)) return THAI_CONSONANT.test(after);
  if (THAI_SIGN.test(symbol)) return THAI_CONSONANT.test(before);
  if (THAI_TOP.test(symbol)) return THAI_CONSONANT.test(before) || THAI_SIGN.test(before);
  if (THAI_NOT_FIRST.test(symbol)) return THAI.test(before) && !THAI_LEADING.test(before);
  return true;
}

/** Full-width characters occur beside letters of all scripts. */
const isWide = (symbol: string): boolean => /[\u1100-\u11ff\u2e80-\uffdc\u{20000}-\u{3ffff}]/u.test(symbol);

/** The alphabet that contains most of a text's accented Latin letters. */
function bestAlphabet(symbols: readonly string[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const symbol of symbols) {
    if (symbol > '\u007f' && scriptOf(symbol) === 'latin') counts.set(symbol, (counts.get(symbol) ?? 0) + 1);
  }
  let best = ALPHABETS[0]!;
  let most = -1;
  for (const alphabet of ALPHABETS) {
    let covered = 0;
    for (const [symbol, n] of counts) if (alphabet.has(symbol)) covered += n;
    if (covered > most) [best, most] = [alphabet, covered];
  }
  return best;
}
