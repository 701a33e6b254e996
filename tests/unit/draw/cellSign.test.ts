import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeRows, isWideSign, signSize } from '../../../src/draw/cellSign.ts';
import { layOutContext } from '../../../src/draw/contextLetters.ts';
import { visibleSymbol } from '../../../src/draw/symbols.ts';

test('a code point stands in rows of two digits', () => {
  expect(codeRows('U+202F', 16, 30)?.rows).toEqual(['20', '2F']);
  expect(codeRows('U+E0100', 16, 30)?.rows).toEqual(['0E', '01', '00']);
  expect(codeRows('U+10FFFF', 16, 30)?.rows).toEqual(['10', 'FF', 'FF']);
  expect(codeRows('a', 16, 30)).toBeNull();
});

test('in the strip’s usual cell and in Find’s it is as large as the smallest letters', () => {
  expect(codeRows('U+202F', 16, 30)?.size).toBe(10);
  expect(codeRows('U+202F', 13.5, 20)?.size).toBe(10);
});

test('it never leaves its cell', () => {
  const code = fc.integer({ min: 0, max: 0x10ffff }).map((at) => visibleSymbol(String.fromCodePoint(at)));
  const side = fc.double({ min: 4, max: 60, noNaN: true });
  fc.assert(
    fc.property(code, side, side, (sign, width, height) => {
      const placed = codeRows(sign, width, height);
      if (placed === null) return;
      expect(2 * 0.602 * placed.size).toBeLessThanOrEqual(width);
      expect(placed.rows.length * placed.distance).toBeLessThanOrEqual(height);
    }),
  );
});

test('a letter with its script’s initial is drawn as small as it must be', () => {
  expect(signSize('aᴸ', 14, 16)).toBeLessThan(12.5);
  expect(signSize('a', 14, 16)).toBe(14);
  expect(isWideSign('a', { symbols: ['a', 'а'], counts: [1, 9] })).toBe(true);
  expect(isWideSign('\u202f')).toBe(true);
  expect(isWideSign('漢')).toBe(true);
  expect(isWideSign('a')).toBe(false);
});

test('a context in a saved picture runs as its script does', () => {
  const room = { left: 0, right: 100 };
  const order = (before: string, symbol: string, after: string): string =>
    [...layOutContext({ before: [...before], symbol, after: [...after] }, room).letters]
      .sort((a, b) => a.middle - b.middle)
      .map(({ sign }) => sign.replace(/[\u2068\u2069]/gu, ''))
      .join('');
  expect(order('ab', 'c', 'd')).toBe('abcd');
  expect(order('אב', 'ג', 'ד')).toBe('דגבא');
});

test('a context’s letters stay in their room', () => {
  const text = fc.array(fc.constantFrom(...'aא漢\u202f '), { maxLength: 30 });
  fc.assert(
    fc.property(text, fc.constantFrom(...'aא漢\u202f'), text, (before, symbol, after) => {
      const { letters, here } = layOutContext({ before, symbol, after }, { left: 62, right: 226 });
      for (const { middle, width } of letters) {
        expect(middle - width / 2).toBeGreaterThanOrEqual(62);
        expect(middle + width / 2).toBeLessThanOrEqual(226);
      }
      const own = letters.find(({ isHere }) => isHere)!;
      expect(own.middle).toBeCloseTo(here.left + here.width / 2, 9);
    }),
  );
});
