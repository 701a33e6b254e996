import { leastWidth } from '../../draw/cellSign.ts';
import { cellSign } from '../../draw/symbols.ts';
import type { CountedSymbols } from '../../engine/lookAlikes.ts';
import { signWidth } from './textWidth.ts';
import { COLUMN_WIDTH } from './timeZoom.ts';

const WIDEST_COLUMN = 24;

/**
 * Width of a column that fits every symbol of the text. All columns have the same width, so one emoji, Chinese
 * character or code point widens all of them. Other stand-ins are drawn smaller and do not count.
 */
export function measuredColumnWidth(text: CountedSymbols): number {
  let widest = 0;
  for (const symbol of text.symbols) {
    const sign = cellSign(symbol, text);
    const width = leastWidth(sign.text) ?? (sign.isStandIn ? 0 : signWidth(sign.text, 14));
    widest = Math.max(widest, width);
  }
  return widest <= COLUMN_WIDTH ? COLUMN_WIDTH : Math.min(WIDEST_COLUMN, Math.ceil(widest) + 1);
}
