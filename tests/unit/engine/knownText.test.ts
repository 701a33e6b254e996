import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownText } from '../../../src/engine/knownText.ts';

/** The different symbols among these, as one text. */
const distinct = (symbols: readonly string[]): string => [...new Set(symbols)].toSorted().join(' ');

const SYMBOLS = ['\n', ' ', 'o', 'z', '😀'];

describe('what a model can read of a typed text', () => {
  it('keeps what it knows in its order and names what it does not, each once', () => {
    const known = knownText(SYMBOLS, 'Zoé 42\r\nZoo 😀', 100);
    expect(known.used).toBe('o \noo 😀');
    expect(Array.from(known.tokens)).toEqual([2, 1, 0, 2, 2, 1, 4]);
    expect(known.unknown).toEqual(['Z', 'é', '4', '2']);
    expect(known.cut).toBe(0);
  });

  it('keeps the last characters of a long text and says how many came before', () => {
    expect(knownText(SYMBOLS, 'zzzooo', 2)).toMatchObject({ used: 'oo', cut: 4, unknown: [] });
  });

  it('loses nothing: what is used, what was cut and what is unknown are the typed text', () => {
    const typed = fc.array(fc.oneof(fc.constantFrom(...SYMBOLS), fc.string({ unit: 'binary', maxLength: 3 })));
    fc.assert(
      fc.property(typed, fc.integer({ min: 0, max: 20 }), (parts, most) => {
        const text = parts.join('');
        const { used, tokens, unknown, cut } = knownText(SYMBOLS, text, most);
        const points = Array.from(text.replace(/\r\n?/g, '\n'));
        const known = points.filter((point) => SYMBOLS.includes(point));
        expect(used).toBe(known.slice(cut).join(''));
        expect(Array.from(used).length).toBe(Math.min(most, known.length));
        expect(Array.from(tokens, (token) => SYMBOLS[token]).join('')).toBe(used);
        // As texts: sets are compared member by member with each other.
        expect(distinct([...known, ...unknown])).toBe(distinct(points));
        expect(unknown.length).toBe(new Set(unknown).size);
      }),
      { numRuns: 2000 },
    );
  });
});
