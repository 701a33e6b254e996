import { describe, expect, test } from 'vitest';
import { compileExpression, expressionError, formatExpression } from '../../../src/analysis/expression.ts';

const found = (typed: string, text: string): string[] =>
  [...text.matchAll(compileExpression(typed))].map(([all]) => all);

describe('an expression between slashes', () => {
  test('is what stands between them, with its flags', () => {
    expect(found('/sie/i', 'Sie sieht SIE')).toEqual(['Sie', 'sie', 'SIE']);
    expect(found('/é/i', 'É é e')).toEqual(['É', 'é']);
    expect(found('/a.b/s', 'a\nb')).toEqual(['a\nb']);
    expect(found('/a.b/', 'a\nb')).toEqual([]);
    expect(found('/[\\w--[a-m]]+/v', 'amnz')).toEqual(['nz']);
    for (const flags of ['g', 'gim', 'dgimsu', 'v']) expect(found(`/ab/${flags}`, 'ab')).toEqual(['ab']);
  });

  test('may hold slashes that are escaped or in brackets', () => {
    expect(found('/a\\/b/', 'a/b')).toEqual(['a/b']);
    expect(found('/a[/]b/', 'a/b')).toEqual(['a/b']);
  });

  test('needs both of them: anything else is taken as it stands', () => {
    expect(found('/\\*', 'x /* y */')).toEqual(['/*']);
    expect(found('//', 'a // b')).toEqual(['//']);
    expect(found('a/b/', 'a/b/')).toEqual(['a/b/']);
    expect(found('/a/b/', '/a/b/')).toEqual(['/a/b/']);
  });

  test('is shown between slashes once', () => {
    expect(['/a/i', 'a', 'a/b', '//'].map(formatExpression)).toEqual(['/a/i', '/a/', '/a/b/', '////']);
  });

  test('with flags that are none, or twice the same, is refused with a next action', () => {
    for (const typed of ['/path/to', '/a/y', '/a/ii']) {
      expect(expressionError(typed)).toMatch(
        /^“\w+” after the last \/ is not understood\. Give .+ write \\\/ for each\.$/,
      );
    }
    expect(expressionError('/a/i')).toBeNull();
  });
});

describe('\\w, \\d and \\b', () => {
  test('know the letters of every script, their marks and digits', () => {
    expect(found('\\w+', 'été Straße Привет 한국어 ñandú e\u0301te स्त्री x_1')).toEqual(
      'été Straße Привет 한국어 ñandú e\u0301te स्त्री x_1'.split(' '),
    );
    expect(found('\\bété\\b', 'été, étés, été')).toEqual(['été', 'été']);
    expect(found('\\bß', 'ß aß ßa')).toEqual(['ß', 'ß']);
    expect(found('\\b나\\b', '나 나는 하나')).toEqual(['나']);
    expect(found('р\\b', 'мир мира р')).toEqual(['р', 'р']);
    expect(found('\\Bir', 'mir ir')).toEqual(['ir']);
    expect(found('\\d+', '12 ٣٤ ५६ x')).toEqual(['12', '٣٤', '५६']);
    expect(found('\\D+', '1é٣')).toEqual(['é']);
    expect(found('\\W+', 'é, ß—и')).toEqual([', ', '—']);
  });

  test('mean the same in brackets, with others and negated', () => {
    expect(found('[\\w-]+', 'vis-à-vis, ça')).toEqual(['vis-à-vis', 'ça']);
    expect(found('[\\w.-]+@[\\w-]+', 'é.ü@ö-ß x')).toEqual(['é.ü@ö-ß']);
    expect(found('[\\w-.]+', 'é-.ü x')).toEqual(['é-.ü', 'x']);
    expect(found('[^\\w]+', 'é, ß')).toEqual([', ']);
    expect(found('[\\W]', 'é,ß')).toEqual([',']);
    expect(found('[x\\W]+', 'éx, ß')).toEqual(['x, ']);
    expect(found('[^x\\W]+', 'éx, ßa')).toEqual(['é', 'ßa']);
    expect(found('[^\\W]+', 'éx, ß')).toEqual(['éx', 'ß']);
    expect(found('[^\\d\\s]+', '٣ é1')).toEqual(['é']);
    expect(found('[\\b]', 'a\bb')).toEqual(['\b']);
    expect(found('(?<=[^a\\W])!', 'a! é! ,!')).toEqual(['!']);
    expect(found('/[\\w&&[^a]]+/v', 'aéb')).toEqual(['éb']);
  });
});

describe('signs without a meaning', () => {
  test('may have a backslash or none', () => {
    expect(found('\\"\\-\\:\\#\\ \\é', '"-:# é')).toEqual(['"-:# é']);
    expect(found('[\\-\\"]+', 'a"-"')).toEqual(['"-"']);
    expect(found('if \\(a\\) {', 'if (a) {')).toEqual(['if (a) {']);
    expect(found('a{2}}', 'aa}')).toEqual(['aa}']);
    expect(found('a]', 'a]')).toEqual(['a]']);
    expect(found('x{,3}', 'x{,3}')).toEqual(['x{,3}']);
    expect(found('\\u{1F600}\\u00e9\\x41', '😀éA')).toEqual(['😀éA']);
    expect(found('(?<n>a)\\k<n>', 'aa')).toEqual(['aa']);
  });

  test('what is no expression is said to be none', () => {
    for (const typed of ['a(', '[a', 'a**', '\\', '/a(/i', '[b-a]', '(?<n>a)(?<n>b)\\k<m>', '\\p{Nope}']) {
      expect(expressionError(typed), typed).toMatch(/^This is no regular expression \(.+\)\.$/);
      expect(expressionError(typed)).not.toContain('\\p{L}');
    }
  });
});
