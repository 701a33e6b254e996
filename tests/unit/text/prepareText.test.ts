import { describe, expect, it } from 'vitest';
import { prepareText } from '../../../src/formats/text.ts';
import { TextError } from '../../../src/limits/errors.ts';
import { MAX_TEXT_CHARS, MAX_VOCAB } from '../../../src/limits/limits.ts';

const kinds = (raw: string): string[] => prepareText(raw).notes.map((n) => n.kind);
const noteOf = (raw: string): string => prepareText(raw).notes[0]!.text;

/** `n` distinct CJK characters. */
const cjk = (n: number): string[] => Array.from({ length: n }, (_, k) => String.fromCodePoint(0x4e00 + k));

describe('prepareText', () => {
  it('leaves an ordinary text as it is and says nothing', () => {
    const text = 'Café, naïve — “quoted”\n\tand an emoji 👩‍🚀 with a NUL \0 and e\u0301.';
    expect(prepareText(text)).toEqual({ text, notes: [] });
  });

  it('refuses an empty text', () => {
    expect(() => prepareText('')).toThrow(TextError);
    expect(() => prepareText('')).toThrow('The text is empty.');
  });

  it('refuses a byte-order mark with nothing behind it as empty', () => {
    expect(() => prepareText('\uFEFF')).toThrow('The text is empty.');
  });

  it.each([['a'], ['\r\n'], ['😀'], ['\uD83D'], ['\uFEFFa']])('refuses %j, which is a single character', (raw) => {
    expect(() => prepareText(raw)).toThrow(TextError);
    expect(() => prepareText(raw)).toThrow('The text has 1 character, but');
  });

  it('takes two characters, also two outside the basic plane', () => {
    expect(prepareText('ab').text).toBe('ab');
    expect(prepareText('😀🚀')).toEqual({ text: '😀🚀', notes: [] });
  });

  it('takes one repeated character and says that there is nothing to predict', () => {
    for (const raw of ['aaaa', '😀😀😀', '\n\n']) {
      expect(kinds(raw)).toEqual(['one-symbol']);
      expect(noteOf(raw)).toMatch(/loss is 0 and the perplexity 1/);
    }
  });

  it('changes CRLF and CR to LF and counts them', () => {
    const { text, notes } = prepareText('one\r\ntwo\rthree\nfour\r\r\nfive');
    expect(text).toBe('one\ntwo\nthree\nfour\n\nfive');
    expect(notes).toEqual([{ kind: 'line-ends', text: '4 line ends were changed to a single line feed.' }]);
    expect(noteOf('a\r\nb')).toBe('One line end was changed to a single line feed.');
  });

  it('strips byte-order marks at the start and keeps those inside', () => {
    const { text, notes } = prepareText('\uFEFF\uFEFFa\uFEFFb');
    expect(text).toBe('a\uFEFFb');
    expect(notes.map((n) => n.kind)).toEqual(['byte-order-mark']);
  });

  it('replaces lone surrogates by U+FFFD, counts them, and leaves pairs alone', () => {
    const { text, notes } = prepareText('\uDC00a\uD83D\uD83D\uDE00b\uD800');
    expect(text).toBe('\uFFFDa\uFFFD😀b\uFFFD');
    expect(notes).toEqual([
      {
        kind: 'surrogates',
        text: '3 halves of characters were replaced by \uFFFD, because the other half is missing.',
      },
    ]);
    expect(noteOf('a\uD800')).toMatch(/^One half of a character was replaced/);
  });

  it('keeps the first 10,000,000 code units and says how many there were', () => {
    const { text, notes } = prepareText('ab'.repeat(MAX_TEXT_CHARS / 2 + 3));
    expect(text.length).toBe(MAX_TEXT_CHARS);
    expect(notes).toEqual([
      { kind: 'length', text: 'Only the first 10,000,000 characters are used; the text has 10,000,006.' },
    ]);
  });

  it('keeps exactly 10,000,000 without a note', () => {
    expect(kinds('ab'.repeat(MAX_TEXT_CHARS / 2))).toEqual([]);
  });

  it('never cuts a surrogate pair in two', () => {
    const { text, notes } = prepareText(`a${'😀'.repeat(MAX_TEXT_CHARS / 2)}`);
    expect(text.length).toBe(MAX_TEXT_CHARS - 1);
    expect(text.endsWith('😀')).toBe(true);
    expect(notes.map((n) => n.kind)).toEqual(['length']);
  });

  it('keeps 4,096 distinct characters whole', () => {
    expect(kinds(cjk(MAX_VOCAB).join(''))).toEqual([]);
  });

  it('reads the rarest characters as one when there are more than 4,096, and says how much of the text is kept', () => {
    const points = cjk(5000);
    // The first 4,095 stand twice, the other 905 once: 8,190 of 9,095 characters are kept, 90.049 %.
    const { text, notes } = prepareText(points.join('') + points.slice(0, MAX_VOCAB - 1).join(''));
    expect(new Set(text).size).toBe(MAX_VOCAB);
    expect(text.length).toBe(9095);
    expect(text.slice(0, 4095)).toBe(points.slice(0, 4095).join(''));
    expect(text.slice(4095, 5000)).toBe('\uFFFD'.repeat(905));
    expect(notes).toEqual([
      {
        kind: 'rare-symbols',
        text: 'The text has 5,000 different characters; the 4,095 most frequent, 90.04 % of the text, are kept and the others are read as \uFFFD.',
      },
    ]);
  });

  it('does not count U+FFFD among the 4,095 that are kept, and keeps characters outside the basic plane', () => {
    const astral = Array.from({ length: 4096 }, (_, k) => String.fromCodePoint(0x20000 + k));
    const { text } = prepareText('\uFFFD\uFFFD\uFFFD' + astral.join(''));
    expect(new Set(text).size).toBe(MAX_VOCAB);
    expect(text.endsWith(`${astral[4094]}\uFFFD`)).toBe(true);
  });

  it('never says that 100 % are kept when something was left out', () => {
    const raw = cjk(4097).join('') + 'a'.repeat(1_000_000);
    expect(noteOf(raw)).toContain('99.99 %');
  });

  it('says everything that it changed, in the order in which it was done', () => {
    expect(kinds('\uFEFFa\r\nb\uD800')).toEqual(['byte-order-mark', 'line-ends', 'surrogates']);
  });

  it('prepares 5 MB with Windows line ends: time in proportion to the square of the length would never end', () => {
    const line = 'The quick brown fox jumps over the lazy dog, 한국어 and 😀.';
    const { text, notes } = prepareText(`${line}\r\n`.repeat(90_000));
    expect(text.length).toBe((line.length + 1) * 90_000);
    expect(text.endsWith(`${line}\n${line}\n`)).toBe(true);
    expect(notes.map(({ kind }) => kind)).toEqual(['line-ends']);
  });
});
