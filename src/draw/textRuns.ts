/** Text for reading: it flows in the direction of its script, and invisible characters get signs. */
import { codePointName } from '../engine/codePointNames.ts';
import type { CountedSymbols } from '../engine/lookAlikes.ts';
import { codeOfSign, isMarkedAlike, visibleSymbol } from './symbols.ts';

/**
 * The kinds of pieces. plain: characters as in the text. sign: a sign for one character. code: the digits of its code
 * point. alike: a character that looks like a more frequent one of the text.
 */
export interface RunningPiece {
  readonly kind: 'plain' | 'sign' | 'code' | 'alike';
  readonly text: string;
  /** Code point and name; '' for plain characters. */
  readonly name: string;
}

const MARK = /^\p{M}$/u;
const JOINER = /^[\u200c\u200d]$/;
const SELECTOR = /^[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]$/u;
/** Characters that a variation selector can modify. After others most fonts draw the selector as a box. */
const VARIES = /^[\p{Extended_Pictographic}\p{Script=Han}]$/u;
const DIGIT = /^[\p{Nd}#*]$/u;
/** Characters on which a combining mark can be placed. */
const BASE = /^[\p{L}\p{M}\p{N}\p{P}\p{S}]$/u;
/** Letters that join or stack, and components of joined emoji. */
const JOINS =
  /^[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{M}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}]$/u;

/** Whether a character that is invisible by itself visibly affects its neighbours. */
function acts(before: string | undefined, symbol: string, after: string | undefined): boolean {
  if (before === undefined) return false;
  if (JOINER.test(symbol))
    return JOINS.test(before) && after !== undefined && JOINS.test(after) && codeOfSign(visibleSymbol(after)) === null;
  if (SELECTOR.test(symbol)) return VARIES.test(before) && !DIGIT.test(before);
  return MARK.test(symbol) && visibleSymbol(symbol) === `◌${symbol}` && (BASE.test(before) || JOINER.test(before));
}

/**
 * Symbols as running text. Letters are in text order and not isolated, so that the bidirectional algorithm and
 * shaping apply to them. Marks, joiners and variation selectors stay where they affect the character before them. A
 * newline is ↵ and consecutive spaces are ␣. Characters that control the direction of text are shown as signs and not
 * passed on.
 *
 * @param text the text to which the symbols belong, so that look-alikes in it can be distinguished
 */
export function runningText(symbols: readonly string[], text?: CountedSymbols | null): readonly RunningPiece[] {
  const pieces: RunningPiece[] = [];
  let plain = '';
  /** Whether the symbol before is shown as itself. */
  let isBeside = false;
  const flush = (): void => {
    if (plain !== '') pieces.push({ kind: 'plain', text: plain, name: '' });
    plain = '';
  };
  for (const [k, symbol] of symbols.entries()) {
    const isLoneSpace = symbol === ' ' && symbols[k - 1] !== ' ' && symbols[k + 1] !== ' ';
    if (isLoneSpace || (isBeside && acts(symbols[k - 1], symbol, symbols[k + 1]))) {
      plain += symbol;
      isBeside = true;
      continue;
    }
    const isAlike = isMarkedAlike(symbol, text);
    const sign = isAlike ? symbol : visibleSymbol(symbol, text);
    // In a cell right-to-left letters are isolated; here they must not be.
    if (!isAlike && (sign === symbol || sign === `\u2068${symbol}\u2069`)) {
      plain += symbol;
      isBeside = true;
      continue;
    }
    flush();
    isBeside = false;
    const code = codeOfSign(sign);
    const name = codePointName(symbol);
    if (isAlike) pieces.push({ kind: 'alike', text: symbol, name });
    else if (code !== null) pieces.push({ kind: 'code', text: code, name });
    else pieces.push({ kind: 'sign', text: sign, name });
    if (symbol === '\n') plain += ' ';
  }
  flush();
  return pieces;
}

/** Running text as one string for screen readers. Code points are in brackets. */
export function spokenText(symbols: readonly string[], text?: CountedSymbols | null): string {
  return runningText(symbols, text)
    .map((piece) => (piece.kind === 'code' ? `[U+${piece.text}]` : piece.text))
    .join('');
}
