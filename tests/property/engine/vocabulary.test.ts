import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildVocabulary, decode, encode } from '../../../src/engine/vocabulary.ts';

const text = fc.string({ unit: 'binary', maxLength: 200 });

test('any well-formed text comes back unchanged from its tokens', () => {
  fc.assert(
    fc.property(text, (s) => {
      const vocabulary = buildVocabulary(s);
      const tokens = encode(vocabulary, s);
      expect(tokens.length).toBe([...s].length);
      expect(decode(vocabulary, tokens)).toBe(s);
    }),
  );
});

test('symbols rise by code point, each stands once, and the counts add up to the text', () => {
  fc.assert(
    fc.property(text, (s) => {
      const { symbols, counts } = buildVocabulary(s);
      const points = symbols.map((symbol) => symbol.codePointAt(0)!);
      for (let v = 1; v < points.length; v++) expect(points[v]!).toBeGreaterThan(points[v - 1]!);
      expect(counts.reduce((a, b) => a + b, 0)).toBe([...s].length);
      for (const [v, symbol] of symbols.entries()) expect(counts[v]).toBe([...s].filter((c) => c === symbol).length);
    }),
  );
});

test('the vocabulary does not depend on the order of the text', () => {
  fc.assert(
    fc.property(text, (s) => {
      expect(buildVocabulary([...s].reverse().join('')).symbols).toEqual(buildVocabulary(s).symbols);
    }),
  );
});
