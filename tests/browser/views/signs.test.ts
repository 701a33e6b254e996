import { afterAll, beforeAll, expect, test } from 'vitest';
import { paintSign } from '../../../src/draw/cellSign.ts';
import { cellSign, setGlyphTest } from '../../../src/draw/symbols.ts';
import { MONO } from '../../../src/draw/stripLayout.ts';
import { createGlyphTest } from '../../../src/views/chart/glyphs.ts';

/** Every character of these ranges: ASCII and Latin-1, spacing letters and marks, Greek and Cyrillic, spaces and steering. */
const RANGES = [
  [0x00, 0x17f],
  [0x2b0, 0x36f],
  [0x370, 0x377],
  [0x37a, 0x37f],
  [0x384, 0x38a],
  [0x38e, 0x3a1],
  [0x3a3, 0x52f],
  [0x591, 0x5c7],
  [0x5d0, 0x5ea],
  [0x61c, 0x6d5],
  [0x2000, 0x2064],
  [0x2066, 0x206f],
  [0x2190, 0x2193],
  [0x2212, 0x221a],
  [0x2400, 0x2426],
  [0x2500, 0x2503],
  [0x3000, 0x3011],
  [0xfe00, 0xfe0f],
  [0xff01, 0xff5e],
] as const;

const symbols = RANGES.flatMap(([first, last]) =>
  Array.from({ length: last - first + 1 }, (_, k) => String.fromCodePoint(first + k)),
);

beforeAll(() => setGlyphTest(createGlyphTest()));
afterAll(() => setGlyphTest(() => true));

test('of one text with all of them, no two cells of the strip have the same picture', () => {
  const text = { symbols, counts: symbols.map(() => 1) };
  const canvas = document.createElement('canvas');
  canvas.width = 48;
  canvas.height = 96;
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  // Twice as large as on the page, as on a screen of two pixels for one.
  context.scale(2, 2);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const pictures = new Map<string, string[]>();
  for (const symbol of symbols) {
    context.clearRect(0, 0, 24, 48);
    const { text: sign, isStandIn } = cellSign(symbol, text);
    paintSign(context, sign, { x: 12, y: 24, width: 16, height: 30 }, { size: isStandIn ? 11.5 : 14, family: MONO });
    const picture = context.getImageData(0, 0, 48, 96).data.join();
    pictures.set(picture, [...(pictures.get(picture) ?? []), symbol]);
  }
  const same = [...pictures.values()].filter((group) => group.length > 1);
  expect(same.map((group) => group.map((one) => one.codePointAt(0)!.toString(16)).join(' '))).toEqual([]);
});
