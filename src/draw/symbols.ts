/** Characters made visible: what a reader could not see, or what would disturb its neighbours, gets a sign of its own. */

const NAMED: ReadonlyMap<number, string> = new Map([
  [0x09, '⇥'],
  [0x0a, '↵'],
  [0x20, '␣'],
  [0x7f, '␡'],
  [0x85, '␤'],
  [0xa0, '⍽'],
  [0xad, '‧'],
  [0x200b, '⋮'],
  [0x200c, '⋮'],
  [0x200d, '⋮'],
  [0x2028, '↵'],
  [0x2029, '¶'],
  [0x2060, '⋮'],
  [0x3000, '⬚'],
  [0xfeff, '⋮'],
]);

const MARK = /^\p{M}$/u;
const FORMAT = /^[\p{Cf}\p{Zl}\p{Zp}]$/u;
const SPACE = /^\p{Zs}$/u;
const UNPAIRED = /^\p{Cs}$/u;
const UNNAMED = /^[\p{Co}\p{Cn}\p{Cc}]$/u;
const RIGHT_TO_LEFT = /^[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]$/u;

/**
 * What stands in a cell for one code point. Space ␣, newline ↵, tab ⇥, NUL ␀ and the other controls take their pictures;
 * marks sit on ◌; what steers the direction of text is shown as ⇄ and never passed on; right-to-left letters are isolated
 * so that neighbouring cells keep their order.
 */
export function visibleSymbol(symbol: string): string {
  const code = symbol.codePointAt(0);
  if (code === undefined) return '';
  const named = NAMED.get(code);
  if (named !== undefined) return named;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (isDirectional(code)) return '⇄';
  if (MARK.test(symbol)) return `◌${symbol}`;
  if (SPACE.test(symbol)) return '␣';
  if (FORMAT.test(symbol)) return '⋮';
  if (UNPAIRED.test(symbol) || UNNAMED.test(symbol)) return '�';
  if (RIGHT_TO_LEFT.test(symbol)) return `\u2068${symbol}\u2069`;
  return symbol;
}

/** Whether `visibleSymbol` shows something else than the character itself. */
export function isInvisible(symbol: string): boolean {
  return visibleSymbol(symbol) !== symbol;
}

/** Bidirectional controls (Unicode annex 9, table 1) and the deprecated ones beside them. */
function isDirectional(code: number): boolean {
  return (
    code === 0x061c ||
    code === 0x200e ||
    code === 0x200f ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2066 && code <= 0x206f)
  );
}

const WORDS: ReadonlyMap<string, string> = new Map([
  [' ', 'space'],
  ['\n', 'newline'],
  ['\t', 'tab'],
  ['\r', 'carriage return'],
  ['\u0000', 'NUL'],
]);

/** A character in words for a summary that is read aloud. */
export function spokenSymbol(symbol: string): string {
  return WORDS.get(symbol) ?? `"${visibleSymbol(symbol)}"`;
}

/** Running text: line ends as signs, single spaces as they are, several in a row as signs, so that nothing looks like nothing. */
export function readableText(symbols: Iterable<string>): string {
  return Array.from(symbols, (symbol) => (symbol === '\n' ? '↵ ' : symbol === ' ' ? ' ' : visibleSymbol(symbol)))
    .join('')
    .replace(/ {2,}/g, (spaces) => '␣'.repeat(spaces.length));
}
