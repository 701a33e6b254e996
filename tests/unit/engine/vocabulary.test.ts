import { expect, test } from 'vitest';
import { buildVocabulary, decode, encode, UnknownSymbolError, vocabularyOf } from '../../../src/engine/vocabulary.ts';

test('symbols are sorted by code point, where JavaScript’s own sort goes by UTF-16 unit', () => {
  const text = '\u{1F600}b\uFF5Ea\u{1F600}';
  expect(buildVocabulary(text).symbols).toEqual(['a', 'b', '\uFF5E', '\u{1F600}']);
  expect([...new Set(text)].sort()).toEqual(['a', 'b', '\u{1F600}', '\uFF5E']);
});

test('every symbol knows how often it stood in the text', () => {
  const vocabulary = buildVocabulary('hello \u{1F600}\u{1F600}');
  const counted = Object.fromEntries(vocabulary.symbols.map((symbol, v) => [symbol, vocabulary.counts[v]]));
  expect(counted).toEqual({ h: 1, e: 1, l: 2, o: 1, ' ': 1, '\u{1F600}': 2 });
  expect(vocabulary.size).toBe(6);
});

test('an emoji is one token, not two halves', () => {
  const vocabulary = buildVocabulary('a\u{1F600}b');
  expect([...encode(vocabulary, '\u{1F600}ab\u{1F600}')]).toEqual([2, 0, 1, 2]);
  expect(decode(vocabulary, [2, 0, 1, 2])).toBe('\u{1F600}ab\u{1F600}');
});

test('NUL, line ends, combining marks and bidi controls are symbols like any other', () => {
  const text = 'e\u0301\u0000\r\n\u202E\u2028';
  const vocabulary = buildVocabulary(text);
  expect(vocabulary.size).toBe(7);
  expect(decode(vocabulary, encode(vocabulary, text))).toBe(text);
});

test('a lecture’s own order h e l o is kept', () => {
  const vocabulary = vocabularyOf(['h', 'e', 'l', 'o']);
  expect([...encode(vocabulary, 'hello')]).toEqual([0, 1, 2, 2, 3]);
});

test('an unknown symbol is named with its place, counted in characters and not in UTF-16 units', () => {
  const vocabulary = buildVocabulary('ab\u{1F600}');
  const attempt = () => encode(vocabulary, '\u{1F600}a\u{1F601}');
  expect(attempt).toThrow(UnknownSymbolError);
  expect(attempt).toThrow(expect.objectContaining({ symbol: '\u{1F601}', index: 2 }));
});

test('a vocabulary with a double, a longer or an empty symbol is refused', () => {
  expect(() => vocabularyOf(['a', 'b', 'a'])).toThrow(RangeError);
  expect(() => vocabularyOf(['a', 'bc'])).toThrow(RangeError);
  expect(() => vocabularyOf(['a', ''])).toThrow(RangeError);
  expect(() => vocabularyOf(['a'], Float64Array.of(1, 2))).toThrow(RangeError);
});

test('a token that no symbol has is refused', () => {
  expect(() => decode(vocabularyOf(['a']), [1])).toThrow(RangeError);
});
