import { describe, expect, test } from 'vitest';
import { prefixSums } from '../../../src/analysis/runningLoss.ts';
import { findPlaces } from '../../../src/analysis/textSearch.ts';

const find = (text: string, query: string, isExpression = false) => findPlaces(Array.from(text), query, isExpression);

describe('finding in the text', () => {
  test('places are counted in characters, also behind emoji and other characters of two UTF-16 units', () => {
    expect(find('😀a😀b😀a', 'a')).toEqual([
      [1, 1],
      [5, 5],
    ]);
    expect(find('나는 😀학교', '😀학')).toEqual([[3, 4]]);
  });

  test('a string stands for itself, whatever it means in an expression', () => {
    const text = 'f(x) = a.b [c] {d} \\e ^$ + 1/2 | *?';
    for (const query of ['(x)', 'a.b', '[c]', '{d}', '\\e', '^$', '+ 1/2', '| *?']) {
      expect(find(text, query)).toEqual([[text.indexOf(query), text.indexOf(query) + query.length - 1]]);
    }
    expect(find('abc', '.')).toEqual([]);
  });

  test('an expression finds every place once, line by line, and nothing where it matches nothing', () => {
    expect(find('sing a thing\nring', '\\w+ing$', true)).toEqual([
      [7, 11],
      [13, 16],
    ]);
    expect(find('aaa', 'x*', true)).toEqual([]);
    expect(find('aaaa', 'aa', true)).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  test('what is no expression is refused by name', () => {
    expect(() => find('abc', '(a', true)).toThrow(SyntaxError);
  });
});

describe('running loss', () => {
  test('before t stands the mean of the predictions made before t', () => {
    const sums = prefixSums(Float32Array.of(2, 1, 0.5));
    expect([...sums]).toEqual([0, 2, 3, 3.5]);
    expect(sums[2] / 2).toBe(1.5);
  });
});
