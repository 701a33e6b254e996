import { expect, test } from 'vitest';
import { markSpans, matchPattern, patternError } from '../../../../src/analysis/labels/hypotheses.ts';

function matched(text: string, pattern: string): string {
  return [...matchPattern([...text], pattern)].map((value) => (value ? '^' : '.')).join('');
}

test('without groups the whole match is on', () => {
  expect(matched('a12b3', '\\d+')).toBe('.^^.^');
});

test('with groups only what they caught is on', () => {
  expect(matched('f(ab) g(c)', '\\w\\((\\w+)\\)')).toBe('..^^....^.');
  expect(matched('ab', '(a)|(b)')).toBe('^^');
  expect(matched('xb', '(a)?b')).toBe('.^');
});

test('places are code points, whatever a character’s length in UTF-16', () => {
  expect(matched('😀a😀', '😀')).toBe('^.^');
  expect(matched('😀a😀', '.')).toBe('^^^');
  expect(matched('😀ab', '(a)b')).toBe('.^.');
});

test('an empty match marks nothing and comes to an end', () => {
  expect(matched('abc', 'x*')).toBe('...');
});

test('lines have beginnings and ends of their own', () => {
  expect(matched('ab\nac', '^a')).toBe('^..^.');
});

test('what may be quoted in other tools but has no meaning here is taken as it is', () => {
  expect(matched('a"b"', '\\"b\\"')).toBe('.^^^');
});

test('what is wrong with a pattern is a sentence', () => {
  expect(patternError('a(')).toMatch(/^This is no regular expression \(.+\)\.$/);
  expect(patternError('')).toMatch(/^Type /);
  expect(patternError('a+')).toBeNull();
});

test('spans are of the whole text, and parts of them outside the stretch are cut off', () => {
  const spans = [
    { from: 3, to: 7 },
    { from: 9, to: 99 },
    { from: 0, to: 2 },
  ];
  expect([...markSpans(6, spans, 5)]).toEqual([1, 1, 0, 0, 1, 1]);
});
