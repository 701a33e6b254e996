import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codePointName, codePointNumber } from '../../../src/engine/codePointNames.ts';

describe('code points are named', () => {
  test.each([
    [' ', 'U+0020 space'],
    ['\u202f', 'U+202F narrow no-break space'],
    ['\u00a0', 'U+00A0 no-break space'],
    ['\n', 'U+000A newline'],
    ['\u0000', 'U+0000 null'],
    ['\u0085', 'U+0085 next line'],
    ['"', 'U+0022 quotation mark'],
    ['\u200e', 'U+200E left-to-right mark'],
    ['\u200d', 'U+200D zero width joiner'],
    ['\ufe0f', 'U+FE0F variation selector 16'],
    ['\u{e0100}', 'U+E0100 variation selector 17'],
    ['\u{e0067}', 'U+E0067 tag Latin small letter g'],
    ['\u0301', 'U+0301 combining acute accent'],
    ['\u05b8', 'U+05B8 Hebrew point qamats'],
    ['\u0430', 'U+0430 Cyrillic small letter a'],
    ['\u03bf', 'U+03BF Greek small letter omicron'],
    ['A', 'U+0041 Latin capital letter a'],
    ['7', 'U+0037 digit seven'],
    ['\uff21', 'U+FF21 fullwidth Latin capital letter a'],
    ['\u2212', 'U+2212 minus sign'],
    ['\u3164', 'U+3164 Hangul filler'],
  ])('%j is %s', (symbol, name) => {
    expect(codePointName(symbol)).toBe(name);
  });

  test.each([
    ['한', 'U+D55C Hangul letter'],
    ['漢', 'U+6F22 Chinese character'],
    ['א', 'U+05D0 Hebrew letter'],
    ['é', 'U+00E9 Latin small letter'],
    ['🙂', 'U+1F642 symbol'],
    ['\ue000', 'U+E000 private use'],
    ['\ud800', 'U+D800 half of a surrogate pair'],
    ['\u0378', 'U+0378 unassigned'],
  ])('%j, which has no name here, is %s', (symbol, name) => {
    expect(codePointName(symbol)).toBe(name);
  });

  test('everything that is not seen has a name of its own', () => {
    const unseen = /^[\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]$/u;
    const classes = /^(space|(\w+ )?(format character|control character|letter|combining mark|unassigned))$/;
    const assigned = /^[^\p{Cn}]$/u;
    const nameless: string[] = [];
    for (let code = 0; code < 0x110000; code++) {
      const symbol = String.fromCodePoint(code);
      if (!unseen.test(symbol) || !assigned.test(symbol)) continue;
      const name = codePointName(symbol).split(' ').slice(1).join(' ');
      if (classes.test(name) && symbol !== ' ') nameless.push(`${codePointNumber(symbol)} ${name}`);
    }
    expect(nameless).toEqual([]);
  });

  test('two characters never have the same name', () => {
    const character = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code));
    fc.assert(
      fc.property(character, character, (a, b) => a === b || codePointName(a) !== codePointName(b)),
      { numRuns: 2000 },
    );
  });
});
