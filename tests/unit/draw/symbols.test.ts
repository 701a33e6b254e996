import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import {
  cellSign,
  codeOfSign,
  readSymbol,
  setGlyphTest,
  spokenSymbol,
  visibleSymbol,
} from '../../../src/draw/symbols.ts';

const counted = (symbols: string, counts?: readonly number[]) => ({
  symbols: [...symbols],
  counts: counts ?? Array.from(symbols, () => 1),
});

describe('signs in cells', () => {
  test.each([
    [' ', '␣'],
    ['\n', '↵'],
    ['\t', '⇥'],
    ['\u0301', '◌\u0301'],
  ])('%j is shown as %s', (symbol, shown) => {
    expect(visibleSymbol(symbol)).toBe(shown);
  });

  test.each([
    ['\u0000', 'U+0000'],
    ['\r', 'U+000D'],
    ['\u007f', 'U+007F'],
    ['\u00a0', 'U+00A0'],
    ['\u3000', 'U+3000'],
    ['\u202f', 'U+202F'],
    ['\u2003', 'U+2003'],
    ['\u0085', 'U+0085'],
    ['\u00ad', 'U+00AD'],
    ['\u200b', 'U+200B'],
    ['\u200d', 'U+200D'],
    ['\ufe0f', 'U+FE0F'],
    ['\u202e', 'U+202E'],
    ['\u2067', 'U+2067'],
    ['\u200f', 'U+200F'],
    ['\u2028', 'U+2028'],
    ['\ufeff', 'U+FEFF'],
    ['\u3164', 'U+3164'],
    ['\u2800', 'U+2800'],
    ['\ue000', 'U+E000'],
    ['\ud800', 'U+D800'],
    ['\u{e0067}', 'U+E0067'],
    // The signs themselves, where they stand in a text.
    ['␣', 'U+2423'],
    ['↵', 'U+21B5'],
  ])('%j is written as %s', (symbol, shown) => {
    expect(visibleSymbol(symbol)).toBe(shown);
    expect(codeOfSign(visibleSymbol(symbol))).toBe(shown.slice(2));
    expect(cellSign(symbol)).toEqual({ text: shown, isStandIn: true });
  });

  test.each(['a', 'U', 'Z', '7', '{', '한', '漢', '🙂', 'é', '€'])('%s is shown as itself', (symbol) => {
    expect(cellSign(symbol)).toEqual({ text: symbol, isStandIn: false });
  });

  test('a right-to-left letter is isolated, so that its neighbours keep their places, and drawn like any letter', () => {
    expect(cellSign('א')).toEqual({ text: '\u2068א\u2069', isStandIn: false });
    expect(cellSign('ب')).toEqual({ text: '\u2068ب\u2069', isStandIn: false });
  });

  test('no control that steers the direction of text is ever passed on', () => {
    const steering = new Set([0x61c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067]);
    for (let code = 0; code < 0x2100; code++) {
      const codes = Array.from(visibleSymbol(String.fromCodePoint(code)), (symbol) => symbol.codePointAt(0)!);
      expect(codes.filter((shown) => shown < 0x20 || steering.has(shown))).toEqual([]);
    }
  });
});

describe('look-alikes of one text', () => {
  test('the rarer of two letters carries its script’s initial', () => {
    const russian = counted('aаeеx', [2, 90, 1, 80, 3]);
    expect([...'aаeеx'].map((symbol) => visibleSymbol(symbol, russian))).toEqual(['aᴸ', 'а', 'eᴸ', 'е', 'x']);
    const english = counted('aа', [90, 2]);
    expect([...'aа'].map((symbol) => visibleSymbol(symbol, english))).toEqual(['a', 'аᶜ']);
  });

  test('a text that holds only one of them is left as it is', () => {
    for (const symbol of 'аοЅ–’“”') expect(visibleSymbol(symbol, counted(`${symbol}z`))).toBe(symbol);
    expect(visibleSymbol('”', counted('“”'))).toBe('”');
  });

  test('dashes, quotation marks and forms of one character are written as code points', () => {
    const text = counted('-–—−"”’\'\u00c5\u212b\uff21A', [50, 4, 3, 2, 50, 4, 2, 50, 9, 1, 1, 50]);
    const shown = text.symbols.map((symbol) => visibleSymbol(symbol, text));
    expect(shown).toEqual([
      '-',
      'U+2013',
      'U+2014',
      'U+2212',
      '"',
      'U+201D',
      'U+2019',
      "'",
      '\u00c5',
      'U+212B',
      'U+FF21',
      'A',
    ]);
  });

  test('two marks of one look are told apart', () => {
    const text = counted('\u0300\u0340', [5, 1]);
    expect(text.symbols.map((symbol) => visibleSymbol(symbol, text))).toEqual(['◌\u0300', 'U+0340']);
  });
});

describe('what no font has', () => {
  afterEach(() => setGlyphTest(() => true));

  test('is written as its code point, in cells and in the reading', () => {
    setGlyphTest((symbol) => symbol !== '👩' && symbol !== '👧');
    expect(visibleSymbol('👩')).toBe('U+1F469');
    expect(readSymbol('👧')).toBe('U+1F467 symbol');
    expect(visibleSymbol('😂')).toBe('😂');
    expect(visibleSymbol('a')).toBe('a');
  });
});

describe('the reading', () => {
  test.each([
    ['e', '"e"'],
    [' ', '"␣"'],
    ['\n', '"↵"'],
    ["'", '"\'"'],
    ['"', `'"' U+0022 quotation mark`],
    ['”', '"”" U+201D right double quotation mark'],
    ['\u202f', 'U+202F narrow no-break space'],
    ['\u200e', 'U+200E left-to-right mark'],
    ['\u0301', '"◌\u0301" U+0301 combining acute accent'],
    ['한', '"한"'],
    ['א', '"\u2068א\u2069"'],
    ['🙂', '"🙂" U+1F642 symbol'],
  ])('%j is read as %s', (symbol, read) => {
    expect(readSymbol(symbol)).toBe(read);
  });

  test('letters that could be mixed up in their text are named, and only there', () => {
    const both = counted('aа');
    expect(readSymbol('а', both)).toBe('"а" U+0430 Cyrillic small letter a');
    expect(readSymbol('a', both)).toBe('"a" U+0061 Latin small letter a');
    expect(readSymbol('а', counted('аб'))).toBe('"а"');
  });

  test('common spaces are read aloud as words, everything else as it is read', () => {
    expect(spokenSymbol(' ')).toBe('space');
    expect(spokenSymbol('\u00a0')).toBe('U+00A0 no-break space');
    expect(spokenSymbol('\u202f')).toBe('U+202F narrow no-break space');
    expect(spokenSymbol('e')).toBe('"e"');
    expect(spokenSymbol('"')).toBe(`'"' U+0022 quotation mark`);
  });
});

/** Characters that are not seen or are taken for others, and any others beside them. */
const troublesome = fc.oneof(
  fc.constantFrom(
    ...'aаɑeеoоοօiіpрcсHНΗ-‐‑‒–—―−"“”″\'’‘ʼ′`«»·•‧…⋯٠۰٥۵يیىكک,،;;!ǃ|ǀ/⁄∕\u00c5\u212b\u03a9\u2126K\u212a×✕ー一二ニ␣↵⇥⍽⬚◌ᴸᶜ',
  ),
  fc.integer({ min: 0, max: 0xff }).map((code) => String.fromCodePoint(code)),
  fc.integer({ min: 0x2000, max: 0x206f }).map((code) => String.fromCodePoint(code)),
  fc.integer({ min: 0x300, max: 0x4ff }).map((code) => String.fromCodePoint(code)),
  fc.integer({ min: 0xfe00, max: 0xffff }).map((code) => String.fromCodePoint(code)),
  fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
);
const vocabulary = fc.uniqueArray(troublesome, { minLength: 2, maxLength: 120 }).chain((symbols) =>
  fc.record({
    symbols: fc.constant(symbols),
    counts: fc.array(fc.nat(1000), { minLength: symbols.length, maxLength: symbols.length }),
  }),
);

/** What an eye takes for the same: Unicode's canonical forms, isolates without a look, all spaces and all nothings. */
const report = (written: string): string =>
  written
    .replace(/[\u2066-\u2069]/gu, '')
    .normalize('NFC')
    .replace(/\p{Zs}/gu, ' ');

describe.each([
  ['in a cell', visibleSymbol],
  ['in the reading', readSymbol],
  ['read aloud', spokenSymbol],
])('%s', (_, write) => {
  test('two different symbols of one vocabulary never have the same written form', () => {
    fc.assert(
      fc.property(vocabulary, (text) => {
        const written = text.symbols.map((symbol) => report(write(symbol, text)));
        const twice = written.filter((form, k) => written.indexOf(form) !== k);
        expect(twice).toEqual([]);
        expect(written.filter((form) => form.trim() === '')).toEqual([]);
      }),
      { numRuns: 600 },
    );
  });
});
