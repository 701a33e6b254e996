import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lookAlikes } from '../../../src/engine/lookAlikes.ts';

const groups = (symbols: string, counts: readonly number[]) =>
  lookAlikes({ symbols: [...symbols], counts }).map((group) => group.join(''));

describe('characters of one text that look alike', () => {
  test('the most frequent is first, and of equally frequent ones the lower code point', () => {
    expect(groups('aаb', [1, 9, 5])).toEqual(['аa']);
    expect(groups('аa', [3, 3])).toEqual(['aа']);
  });

  test('Unicode’s other forms of one character', () => {
    expect(groups('\u00c5\u212b', [2, 1])).toEqual(['\u00c5\u212b']);
    expect(groups('A\uff21\u{1d670}', [3, 2, 1])).toEqual(['A\uff21\u{1d670}']);
    expect(groups('\u8c48\uf900', [2, 1])).toEqual(['\u8c48\uf900']);
    expect(groups('\u0628\ufe91', [2, 1])).toEqual(['\u0628\ufe91']);
  });

  test('opening and closing marks are not taken for one another, a straight one is taken for both', () => {
    expect(groups('“”', [1, 1])).toEqual([]);
    expect(groups('"“”', [9, 2, 1])).toEqual(['"“', '"”']);
  });

  test('no character looks like itself, and none stands twice in a group', () => {
    const alone: string[] = [];
    for (let code = 0x20; code <= 0xffff; code++) {
      const symbol = String.fromCodePoint(code);
      if (groups(symbol, [1]).length > 0) alone.push(symbol);
    }
    expect(alone).toEqual([]);
    expect(groups('!！', [1, 2])).toEqual(['！!']);
  });

  test('letters and digits of ASCII are told apart by their look', () => {
    const ascii = Array.from({ length: 95 }, (_, k) => String.fromCharCode(32 + k)).join('');
    expect(groups(ascii, [])).toEqual([]);
  });

  test('groups hold only what stands in the text, at least two each, every one once', () => {
    const symbol = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code));
    const some = fc.uniqueArray(fc.oneof(symbol, fc.constantFrom(...'aаɑoоοօ-–—“”"')), { maxLength: 60 });
    fc.assert(
      fc.property(some, (symbols) => {
        for (const group of lookAlikes({ symbols, counts: [] })) {
          expect(group.length).toBeGreaterThan(1);
          expect(new Set(group).size).toBe(group.length);
          for (const one of group) expect(symbols).toContain(one);
        }
      }),
    );
  });
});
