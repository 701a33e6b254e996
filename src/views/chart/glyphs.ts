import { setGlyphTest } from '../../draw/symbols.ts';
import { MONO } from '../../draw/stripLayout.ts';

const SIZE = 32;
const FONT = `20px ${MONO}`;
/** A code point that will never be a character. Fonts draw it like every character that they lack. */
const NO_CHARACTER = '\u{10ffff}';

/**
 * Returns a test whether this machine's fonts can draw a symbol. All symbols that they lack are drawn as the same box.
 * A symbol is measured first, which is cheap, and painted only if it is as wide as the box.
 */
export function createGlyphTest(): (symbol: string) => boolean {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIZE;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return () => true;
  context.font = FONT;
  context.textBaseline = 'middle';
  const picture = (symbol: string): Uint8ClampedArray => {
    context.clearRect(0, 0, SIZE, SIZE);
    context.fillText(symbol, 2, SIZE / 2);
    return context.getImageData(0, 0, SIZE, SIZE).data;
  };
  const boxWidth = context.measureText(NO_CHARACTER).width;
  const box = picture(NO_CHARACTER);
  const known = new Map<string, boolean>();
  return (symbol) => {
    const before = known.get(symbol);
    if (before !== undefined) return before;
    const isBox =
      context.measureText(symbol).width === boxWidth && picture(symbol).every((value, k) => value === box[k]);
    known.set(symbol, !isBox);
    return !isBox;
  };
}

/** From now on, symbols that this machine's fonts lack are written as code points. */
export function installGlyphTest(): void {
  setGlyphTest(createGlyphTest());
}
