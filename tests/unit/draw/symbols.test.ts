import { describe, expect, test } from 'vitest';
import { isInvisible, spokenSymbol, visibleSymbol } from '../../../src/draw/symbols.ts';

describe('visible symbols', () => {
  test.each([
    [' ', '␣'],
    ['\n', '↵'],
    ['\t', '⇥'],
    ['\u0000', '␀'],
    ['\u001b', '␛'],
    ['\u007f', '␡'],
    ['\u202e', '⇄'],
    ['\u2067', '⇄'],
    ['\u200f', '⇄'],
    ['\u0301', '◌\u0301'],
    ['\ufeff', '⋮'],
    ['\u2003', '␣'],
    ['\ue000', '\ufffd'],
    ['\ud800', '\ufffd'],
  ])('%j is shown as %s', (symbol, shown) => {
    expect(visibleSymbol(symbol)).toBe(shown);
    expect(isInvisible(symbol)).toBe(true);
  });

  test.each(['a', 'Z', '7', '{', '한', '漢', '🙂', 'é', '€'])('%s is shown as itself', (symbol) => {
    expect(visibleSymbol(symbol)).toBe(symbol);
    expect(isInvisible(symbol)).toBe(false);
  });

  test('a Hebrew letter is isolated, so that its neighbours keep their places', () => {
    expect(visibleSymbol('א')).toBe('\u2068א\u2069');
  });

  test('no control that steers the direction of text is ever passed on', () => {
    for (let code = 0; code < 0x2100; code++) {
      const shown = visibleSymbol(String.fromCodePoint(code));
      const codes = Array.from(shown, (symbol) => symbol.codePointAt(0));
      const steering = new Set([0x61c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067]);
      expect(codes.filter((shownCode) => shownCode! < 0x20 || steering.has(shownCode!))).toEqual([]);
    }
  });

  test('a space is read aloud as a word and a letter in quotes', () => {
    expect(spokenSymbol(' ')).toBe('space');
    expect(spokenSymbol('e')).toBe('"e"');
  });
});
