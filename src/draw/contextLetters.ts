/** The letters of one context in a saved picture, each with its own position. */
import type { CountedSymbols } from '../engine/lookAlikes.ts';
import { codeRows, isWideSign, signSize } from './cellSign.ts';
import { textDirection } from './direction.ts';
import { element, escapeXml, textAt } from './svgText.ts';
import { visibleSymbol } from './symbols.ts';

/** The text before a character, the character, and the text after it. */
export interface ContextText {
  readonly before: readonly string[];
  readonly symbol: string;
  readonly after: readonly string[];
}

interface Room {
  readonly left: number;
  readonly right: number;
}

interface LetterPosition {
  readonly sign: string;
  readonly middle: number;
  readonly width: number;
  readonly isHere: boolean;
}

const NARROW = 7;
const WIDE = 13;
/** The share of the room before the character. */
const BEFORE = 0.68;

/**
 * Positions of as many letters as there is room for. The text runs in the direction of its script: from right to
 * left, the letters before the character are on its right.
 */
export function layOutContext(
  { before, symbol, after }: ContextText,
  room: Room,
  text?: CountedSymbols | null,
): { readonly letters: readonly LetterPosition[]; readonly here: { readonly left: number; readonly width: number } } {
  const width = (one: string): number => (isWideSign(one, text) ? WIDE : NARROW);
  const mirrored = textDirection([...before, symbol, ...after]) === 'rtl';
  const position = (from: number, own: number): number => (mirrored ? room.left + room.right - from - own : from);
  const letter = (one: string, from: number, isHere: boolean): LetterPosition => {
    const own = width(one);
    return { sign: visibleSymbol(one, text), middle: position(from, own) + own / 2, width: own, isHere };
  };
  const start = room.left + BEFORE * (room.right - room.left);
  const letters = [letter(symbol, start, true)];
  let x = start;
  for (const one of [...before].reverse()) {
    x -= width(one);
    if (x < room.left) break;
    letters.push(letter(one, x, false));
  }
  x = start + width(symbol);
  for (const one of after) {
    if (x + width(one) > room.right) break;
    letters.push(letter(one, x, false));
    x += width(one);
  }
  return { letters, here: { left: position(start, width(symbol)), width: width(symbol) } };
}

/** One letter with its baseline at y. */
export function contextLetter(
  { sign, middle, width }: LetterPosition,
  y: number,
  family: string,
  fill: string,
): string {
  const style = { 'font-family': family, 'text-anchor': 'middle', fill };
  const code = codeRows(sign, width, 18);
  if (code === null) return textAt(middle, y, sign, { ...style, 'font-size': signSize(sign, 11.5, width) });
  const top = y + 3 - (code.rows.length - 1) * code.distance;
  return code.rows
    .map((row, k) =>
      element('text', { x: middle, y: top + k * code.distance, ...style, 'font-size': code.size }, escapeXml(row)),
    )
    .join('');
}
