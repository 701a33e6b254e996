import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type MeasureText, pictureSheetSvg, sheetTheme } from '../../../src/draw/pictureSheet.ts';
import { escapeXml, wrapToWidth } from '../../../src/draw/svgText.ts';

/** Every letter has a width of its own, as in most fonts. */
const measure: MeasureText = (text, size, weight) =>
  Array.from(text).reduce((sum, letter) => sum + size * (0.3 + (letter.codePointAt(0)! % 7) / 10), 0) * (weight / 400);

const words = fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })).map((all) => all.join(' '));

test('a wrapped text keeps every letter in its order, and no line is wider than asked', () => {
  fc.assert(
    fc.property(words, fc.integer({ min: 1, max: 400 }), (text, most) => {
      const widthOf = (line: string): number => measure(line, 12, 400);
      const lines = wrapToWidth(text, most, widthOf);
      expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      for (const line of lines) {
        expect(line).toBe(line.trim());
        // A single letter may be wider.
        if (Array.from(line).length > 1) expect(widthOf(line)).toBeLessThanOrEqual(most);
      }
    }),
  );
});

test('a short text is one line, and a word moves to the next line whole where it fits there', () => {
  const each = (line: string): number => line.length;
  expect(wrapToWidth('one two', 7, each)).toEqual(['one two']);
  expect(wrapToWidth('one two three', 8, each)).toEqual(['one two', 'three']);
  expect(wrapToWidth('a incomprehensible b', 6, each)).toEqual(['a', 'incomp', 'rehens', 'ible b']);
  expect(wrapToWidth('  ', 6, each)).toEqual([]);
  expect(wrapToWidth(' one ', 7, each)).toEqual(['one']);
});

test('an address is broken before its names, and within a name only where the name alone is too wide', () => {
  const each = (line: string): number => line.length;
  const link = 'http://a.org/#v=1&hidden=12&on=gate*0.5_signed*0.3&text=abcdefghijklmnopqrstuvw';
  expect(wrapToWidth(link, 20, each)).toEqual([
    'http://a.org/#v=1',
    '&hidden=12',
    '&on=gate*0.5',
    '_signed*0.3&text=abc',
    'defghijklmnopqrstuvw',
  ]);
});

test.each(['light', 'dark'] as const)('a document in the %s theme is known by its paper', (theme) => {
  const drawing = { svg: '<rect fill="#141619"/>', width: 10, height: 10 };
  const sheet = {
    title: 'a',
    subtitle: 'b',
    footer: [],
    description: '',
    metadata: '{"fill":"#141619"}',
    theme,
    drawing,
  };
  expect(sheetTheme(pictureSheetSvg(sheet, measure).svg)).toBe(theme);
});

interface Written {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly weight: number;
  readonly text: string;
}

function writtenTexts(svg: string): readonly Written[] {
  const number = (attributes: string, name: string): number =>
    Number(new RegExp(` ${name}="([^"]*)"`).exec(attributes)![1]);
  return [...svg.matchAll(/<text([^>]*)>([^<]*)<\/text>/g)].map(([, attributes = '', text = '']) => ({
    x: number(attributes, 'x'),
    y: number(attributes, 'y'),
    size: number(attributes, 'font-size'),
    weight: number(attributes, 'font-weight'),
    text,
  }));
}

test('title, subtitle and footer of every picture stand inside it, below one another, with the drawing between them', () => {
  fc.assert(
    fc.property(
      fc.record({
        title: words,
        subtitle: words,
        footer: fc.array(words, { maxLength: 5 }),
        description: words,
        metadata: fc.json(),
        theme: fc.constantFrom('light' as const, 'dark' as const),
        width: fc.double({ min: 0, max: 3000, noNaN: true }),
        height: fc.double({ min: 0, max: 3000, noNaN: true }),
      }),
      ({ width: drawn, height: tall, ...sheet }) => {
        const file = pictureSheetSvg({ ...sheet, drawing: { svg: '<g/>', width: drawn, height: tall } }, measure);
        const { width, height, svg } = file;
        expect(svg).toContain(`width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`);
        expect(svg).toContain(`<metadata>${escapeXml(sheet.metadata)}</metadata>`);
        expect(width).toBeGreaterThanOrEqual(drawn + 48);
        const [, top] = /translate\(24 ([\d.]+)\)/.exec(svg)!.map(Number);
        let last = 0;
        for (const { x, y, size, weight, text } of writtenTexts(svg)) {
          const plain = text
            .replaceAll('&lt;', '<')
            .replaceAll('&gt;', '>')
            .replaceAll('&quot;', '"')
            .replaceAll('&amp;', '&');
          if (Array.from(plain).length > 1)
            expect(x + measure(plain, size, weight)).toBeLessThanOrEqual(width - 24 + 1e-6);
          expect(y).toBeGreaterThanOrEqual(last + size);
          expect(y).toBeLessThan(height - 12);
          // Above the drawing or below it.
          expect(y <= top! || y - size >= top! + tall).toBe(true);
          last = y;
        }
      },
    ),
  );
});
