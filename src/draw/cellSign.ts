/** Signs drawn in cells. A code point is written in rows of two digits, because a cell is hardly wider. */
import type { CountedSymbols } from '../engine/lookAlikes.ts';
import { codeOfSign, visibleSymbol } from './symbols.ts';

/** The largest size of a code point's digits. */
const CODE_SIZE = 10;
/** Width of a letter and distance of two rows, both as multiples of the letter's size. */
const ADVANCE = 0.61;
const ROW = 0.92;

/** The digits of a code point in rows. */
export interface SignRows {
  /** From top to bottom. */
  readonly rows: readonly string[];
  /** Pixels. */
  readonly size: number;
  /** Pixels from one row to the next. */
  readonly distance: number;
}

/** `202F` as `20` over `2F`, as large as a cell allows; null for a sign that is not a code point. */
export function codeRows(sign: string, width: number, height: number): SignRows | null {
  const code = codeOfSign(sign);
  if (code === null) return null;
  const digits = code.length % 2 === 0 ? code : `0${code}`;
  const rows = digits.match(/../g) ?? [];
  const size = Math.min(CODE_SIZE, (width - 1) / (2 * ADVANCE), (height - 1) / (rows.length * ROW));
  return { rows, size, distance: size * ROW };
}

const WIDE =
  /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}\p{Emoji_Presentation}\u3000-\u303f\uff01-\uff60]$/u;

/** Whether the sign of a symbol is about twice as wide as a letter. */
export function isWideSign(symbol: string, text?: CountedSymbols | null): boolean {
  const sign = visibleSymbol(symbol, text);
  return WIDE.test(symbol) || codeOfSign(sign) !== null || /^.\p{Lm}$/u.test(sign);
}

/** Size at which a sign fits a cell. Signs of two letters, such as a letter with its script's initial, are smaller. */
export function signSize(sign: string, size: number, width: number): number {
  return /^.\p{Lm}$/u.test(sign) ? Math.min(size, (width - 1) / (2 * ADVANCE)) : size;
}

/** The smallest width of a cell in which a sign that is not a plain letter is readable; null for a plain letter. */
export function leastWidth(sign: string): number | null {
  if (codeOfSign(sign) !== null) return Math.ceil(2 * ADVANCE * CODE_SIZE + 1);
  return /^.\p{Lm}$/u.test(sign) ? Math.ceil(2 * ADVANCE * CODE_SIZE + 1) : null;
}

/** Paints a sign centred on a point. The font size is in pixels. */
export function paintSign(
  context: CanvasRenderingContext2D,
  sign: string,
  cell: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  font: { readonly size: number; readonly family: string },
): void {
  const code = codeRows(sign, cell.width, cell.height);
  if (code === null) {
    context.font = `${signSize(sign, font.size, cell.width)}px ${font.family}`;
    context.fillText(sign, cell.x, cell.y);
    return;
  }
  context.font = `${code.size}px ${font.family}`;
  const top = cell.y - ((code.rows.length - 1) * code.distance) / 2;
  for (const [k, row] of code.rows.entries()) context.fillText(row, cell.x, top + k * code.distance);
}
