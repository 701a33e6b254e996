import { visibleSymbol } from '../draw/symbols.ts';
import { MONO } from '../draw/textStrip.ts';
import { COLUMN_WIDTH } from './timeWindow.ts';

const WIDEST_COLUMN = 24;

/**
 * Width that fits every symbol of the vocabulary: all columns are equally wide, so one emoji or Chinese character widens
 * all of them. Stand-ins for whitespace are drawn smaller and do not count.
 */
export function measuredColumnWidth(symbols: readonly string[]): number {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) return COLUMN_WIDTH;
  context.font = `14px ${MONO}`;
  let widest = 0;
  for (const symbol of symbols) {
    if (visibleSymbol(symbol) === symbol) widest = Math.max(widest, context.measureText(symbol).width);
  }
  return widest <= COLUMN_WIDTH ? COLUMN_WIDTH : Math.min(WIDEST_COLUMN, Math.ceil(widest) + 1);
}
