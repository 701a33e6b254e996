import { runningText } from '../../draw/textRuns.ts';
import type { CountedSymbols } from '../../engine/lookAlikes.ts';
import { signWidth } from './textWidth.ts';

/** Size of a code point's digits, and the width of its frame with its padding, in pixels, as in SymbolSign.module.css. */
const CODE = { size: 10.5, frame: 6 };

/**
 * The last symbols that fit completely, in order.
 *
 * @param size size of the letters in pixels
 * @param letters the room, in letters of ordinary width
 */
export function lastThatFit(
  symbols: readonly string[],
  text: CountedSymbols | null,
  size: number,
  letters: number,
): readonly string[] {
  const room = letters * signWidth('0', size);
  // Neighbours decide how a symbol is shown, so each stretch is measured whole.
  const fits = (stretch: readonly string[]): boolean => {
    let used = 0;
    for (const { kind, text: shown } of runningText(stretch, text)) {
      if (kind === 'code') used += signWidth(shown, CODE.size) + CODE.frame;
      else for (const glyph of shown) used += signWidth(glyph, size);
    }
    return used <= room;
  };
  let first = symbols.length;
  while (first > 0 && fits(symbols.slice(first - 1))) first--;
  return symbols.slice(first);
}
