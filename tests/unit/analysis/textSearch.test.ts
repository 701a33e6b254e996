import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { prefixSums } from '../../../src/analysis/runningLoss.ts';
import {
  findMatches,
  matchNumberAt,
  matchBeside,
  matchesBefore,
  matchesWithin,
  type TextMatches,
} from '../../../src/analysis/textSearch.ts';

const pairs = (found: TextMatches): [number, number][] =>
  Array.from({ length: found.length / 2 }, (_, k) => [found[2 * k], found[2 * k + 1]]);
const find = (text: string, query: string, isExpression = false) => pairs(findMatches(text, query, isExpression));

describe('finding in the text', () => {
  test('places are counted in characters, also behind emoji and other characters of two UTF-16 units', () => {
    expect(find('😀a😀b😀a', 'a')).toEqual([
      [1, 2],
      [5, 6],
    ]);
    expect(find('나는 😀학교', '😀학')).toEqual([[3, 5]]);
  });

  test('a string stands for itself, whatever it means in an expression', () => {
    const text = 'f(x) = a.b [c] {d} \\e ^$ + 1/2 | *?';
    for (const query of ['(x)', 'a.b', '[c]', '{d}', '\\e', '^$', '+ 1/2', '| *?']) {
      expect(find(text, query)).toEqual([[text.indexOf(query), text.indexOf(query) + query.length]]);
    }
    expect(find('abc', '.')).toEqual([]);
  });

  test('an expression finds every place once, line by line, and nothing where it matches nothing', () => {
    expect(find('sing a thing\nring', '\\w+ing$', true)).toEqual([
      [7, 12],
      [13, 17],
    ]);
    expect(find('aaa', 'x*', true)).toEqual([]);
    expect(find('aaaa', 'aa', true)).toEqual([
      [0, 2],
      [2, 4],
    ]);
  });

  test('what is no expression is refused by name', () => {
    expect(() => find('abc', '(a', true)).toThrow(SyntaxError);
  });
});

describe('a long text', () => {
  const long = `${'lorem ipsum '.repeat(250_000)}Zoé 😀 end, lorem`;

  test('every place is found, to the last of three million characters', () => {
    const found = findMatches(long, 'lorem', false);
    expect(found.length / 2).toBe(250_001);
    expect(Array.from(found.subarray(-2))).toEqual([3_000_011, 3_000_016]);
    expect(pairs(findMatches(long, 'Zoé|end', true))).toEqual([
      [3_000_000, 3_000_003],
      [3_000_006, 3_000_009],
    ]);
  });

  test('half of a character is nowhere', () => {
    expect(find('😀', '\ud83d')).toEqual([]);
  });
});

/** What a search by hand finds: code point by code point, without a place twice. */
function byHand(text: readonly string[], query: readonly string[]): [number, number][] {
  const found: [number, number][] = [];
  for (let t = 0; t + query.length <= text.length; t++) {
    if (!query.every((symbol, k) => symbol === text[t + k])) continue;
    found.push([t, t + query.length]);
    t += query.length - 1;
  }
  return found;
}

describe('places in any text', () => {
  const symbols = fc.array(fc.constantFrom('a', 'b', '.', '😀', '👍', '\u0301', '\n'), { maxLength: 60 });
  const query = fc.array(fc.constantFrom('a', 'b', '.', '😀', '👍'), { minLength: 1, maxLength: 3 });

  test('a string is where it is by hand, and an expression that matches just it says the same', () => {
    fc.assert(
      fc.property(symbols, query, (text, wanted) => {
        const hand = byHand(text, wanted);
        expect(find(text.join(''), wanted.join(''))).toEqual(hand);
        expect(find(text.join(''), wanted.join('').replaceAll('.', '\\.'), true)).toEqual(hand);
      }),
    );
  });

  test('next, previous and number of a place are those of a walk along the text', () => {
    fc.assert(
      fc.property(symbols, query, fc.nat(60), fc.nat(60), (text, wanted, at, length) => {
        const found = findMatches(text.join(''), wanted.join(''), false);
        const all = pairs(found);
        expect(matchesBefore(found, at)).toBe(all.filter(([, end]) => end <= at).length);
        expect(matchNumberAt(found, at)).toBe(all.findIndex(([first, end]) => first <= at && at < end) + 1);
        expect(matchesWithin(found, { from: at, to: at + length })).toEqual(
          all
            .filter(([first, end]) => end > at && first < at + length)
            .map(([first, end]) => ({ from: first - at, to: end - at })),
        );
        const firsts = all.map(([first]) => first);
        expect(matchBeside(found, at, 1)).toBe(firsts.find((first) => first > at) ?? firsts[0] ?? null);
        expect(matchBeside(found, at, -1)).toBe(
          [...firsts].reverse().find((first) => first < at) ?? firsts.at(-1) ?? null,
        );
      }),
    );
  });
});

describe('running loss', () => {
  test('before t stands the mean of the predictions made before t', () => {
    const sums = prefixSums(Float32Array.of(2, 1, 0.5));
    expect([...sums]).toEqual([0, 2, 3, 3.5]);
    expect(sums[2] / 2).toBe(1.5);
  });
});
