import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { rightToLeftScript, textDirection } from '../../../src/draw/direction.ts';
import { runningText, spokenText } from '../../../src/draw/textRuns.ts';
import { setGlyphTest } from '../../../src/draw/symbols.ts';

afterEach(() => setGlyphTest(() => true));

const plain = (text: string): string[] =>
  runningText([...text])
    .filter(({ kind }) => kind === 'plain')
    .map(({ text: shown }) => shown);

describe('running text', () => {
  test.each([
    ['Hebrew', 'בראשית ברא אלהים'],
    ['Arabic', 'بسم الله الرحمن'],
    ['Persian with a non-joiner inside a word', 'می\u200cخواهم'],
    ['Hindi with vowel signs', 'नमस्ते दुनिया'],
    ['Thai', 'สวัสดี'],
    ['Korean', '나는 학교'],
    ['decomposed accents', 'cafe\u0301 noe\u0308l'],
    ['an emoji of several', '👩\u200d👩\u200d👧'],
    ['an emoji with a variation selector', '❤\ufe0f'],
    ['a skin tone', '👍🏽'],
  ])('%s stands in one piece, as it is in the text', (_, text) => {
    expect(plain(text)).toEqual([text]);
  });

  test('what would not be seen is shown by its sign or its code point', () => {
    expect(spokenText([...'9:24\u202fPM'])).toBe('9:24[U+202F]PM');
    expect(spokenText([...'a\u200db'])).toBe('a[U+200D]b');
    expect(spokenText([...'a\nb'])).toBe('a↵ b');
    expect(spokenText([...'a  b c'])).toBe('a␣␣b c');
    expect(spokenText([...'\u0301a'])).toBe('◌\u0301a');
    expect(spokenText([...'a\u00a0b'])).toBe('a[U+00A0]b');
    expect(runningText(['\u202f'])).toEqual([{ kind: 'code', text: '202F', name: 'U+202F narrow no-break space' }]);
  });

  test('what no font has is shown by its code point, and so is what would join it', () => {
    setGlyphTest((symbol) => symbol !== '👩');
    expect(spokenText([...'a👩\u200d👧'])).toBe('a[U+1F469][U+200D]👧');
    expect(spokenText([...'👧\u200d👩'])).toBe('👧[U+200D][U+1F469]');
  });

  test('a look-alike stays as it is, and is marked', () => {
    const text = { symbols: ['a', 'а', 'x'], counts: [90, 1, 9] };
    expect(runningText(['x', 'а'], text)).toEqual([
      { kind: 'plain', text: 'x', name: '' },
      { kind: 'alike', text: 'а', name: 'U+0430 Cyrillic small letter a' },
    ]);
  });

  test('what steers the direction of text is never passed on, and no letter is isolated', () => {
    const steering = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f]/u;
    const symbol = fc.oneof(
      fc.constantFrom(...'אבבס \u200e\u200f\u202a\u202e\u2066\u2067\u2068\u2069\u061ca1.'),
      fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code)),
    );
    fc.assert(fc.property(fc.array(symbol), (symbols) => !steering.test(spokenText(symbols))));
  });

  test('every character of the text is in it', () => {
    const letters = fc.array(fc.constantFrom(...'abאבبس漢나é'));
    fc.assert(fc.property(letters, (symbols) => spokenText(symbols) === symbols.join('')));
  });
});

describe('direction', () => {
  test('the first letter decides', () => {
    expect(textDirection('12 בראשית a')).toBe('rtl');
    expect(textDirection('(a) ب')).toBe('ltr');
    expect(textDirection('123')).toBe('ltr');
  });

  test('the right-to-left script of a text is named', () => {
    expect(rightToLeftScript([...'אב a'], [5, 5, 3, 1])).toBe('Hebrew');
    expect(rightToLeftScript([...'בبس'], [1, 5, 5])).toBe('Arabic');
    expect(rightToLeftScript([...'abc'], [1, 1, 1])).toBe(null);
    expect(rightToLeftScript([...'a٣،'], [1, 5, 5])).toBe(null);
  });
});
