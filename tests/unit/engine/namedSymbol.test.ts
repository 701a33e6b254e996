import { expect, it } from 'vitest';
import { fullyNamedSymbol, namedSymbol } from '../../../src/engine/namedSymbol.ts';

it('names a character in quotes, with its code point where it may be another, and an unseen one by its name', () => {
  expect(['e', 'é', '\u202f'].map(namedSymbol)).toEqual(['“e”', '“é” U+00E9', 'U+202F narrow no-break space']);
  expect(fullyNamedSymbol('\u0430')).toBe('“а” U+0430 Cyrillic small letter a');
});

it('puts no quotation mark between quotation marks, where nobody could tell which it is', () => {
  for (const symbol of Array.from('"\'`´‘’‚“”„«»‹›＂')) {
    for (const name of [namedSymbol(symbol), fullyNamedSymbol(symbol)]) expect(name).toMatch(/^U\+[0-9A-F]{4} \w/);
  }
  expect(namedSymbol('"')).toBe('U+0022 quotation mark');
});
