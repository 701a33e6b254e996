import { expect, test } from 'vitest';
import { MONO } from '../../../src/draw/stripLayout.ts';
import { createGlyphTest } from '../../../src/views/chart/glyphs.ts';

/** What is drawn for a symbol, as one string. */
function drawn(symbol: string): string {
  const context = new OffscreenCanvas(40, 40).getContext('2d')!;
  context.font = `20px ${MONO}`;
  context.textBaseline = 'middle';
  context.fillText(symbol, 4, 20);
  return context.getImageData(0, 0, 40, 40).data.join();
}

test('letters, digits and signs have pictures; what will never be a character has none', () => {
  const hasGlyph = createGlyphTest();
  for (const symbol of 'aZ7.é€␣↵') expect(hasGlyph(symbol)).toBe(true);
  for (const symbol of ['\u{10fffe}', '\u{effff}', '\ufdd1']) expect(hasGlyph(symbol)).toBe(false);
  // Asked again, it says the same.
  expect(hasGlyph('\u{effff}')).toBe(false);
  expect(hasGlyph('a')).toBe(true);
});

test('of the characters that it says are drawn, none looks like what is not', () => {
  const hasGlyph = createGlyphTest();
  const box = drawn('\u{10ffff}');
  const asked = [...'漢한אبกअ😂👩👧❤🚉ᚠ𐎀𓀀', '\u0378', '\u{1faff}'];
  for (const symbol of asked) expect(drawn(symbol) !== box, symbol).toBe(hasGlyph(symbol));
});
