import { describe, expect, it } from 'vitest';
import { buildVocabulary } from '../../../src/engine/vocabulary.ts';
import { notableNotes } from '../../../src/formats/notableSymbols.ts';
import { SAMPLES } from '../../../src/samples/samples.ts';

const notes = (text: string) => notableNotes(buildVocabulary(text), text);
const said = (text: string): string[] => notes(text).map((note) => note.text);

describe('what is not seen, or taken for something else', () => {
  it('is nothing in an ordinary text, in any of the samples, and in a text of one other script', () => {
    expect(notes('Plain words, "quoted"\n\tand indented.')).toEqual([]);
    for (const sample of SAMPLES) expect(said(sample.build()), sample.name).toEqual([]);
    expect(notes('Все счастливые семьи похожи друг на друга.')).toEqual([]);
    expect(notes('吾輩は猫である。')).toEqual([]);
  });

  it('lists invisible characters by number and name, the most frequent first, and holds all of them', () => {
    expect(said('6:48\u202fAM, 9:24\u202fPM\u200b\u00a0')).toEqual([
      'The text has invisible characters: 2 × U+202F narrow no-break space, 1 × U+00A0 no-break space and 1 × U+200B zero width space.',
    ]);
    const many = 'a\u00a0\u200b\u200c\u200d\u200e\u200f\u202a\u2060';
    expect(said(many)[0]).toMatch(/ and 3 more\.$/);
    expect(notes(many)[0]!.all).toHaveLength(8);
  });

  it('lists look-alikes beside what they look like, the rarest first', () => {
    expect(said('pay at p\u0430yp\u0430l, p\u043est')).toEqual([
      'Characters of the text look alike: 1 × “\u043e” U+043E Cyrillic small letter o like “o” and 2 × “\u0430” U+0430 Cyrillic small letter a beside 2 × “a”.',
    ]);
    expect(notes('pay at p\u0430yp\u0430l, p\u043est')[0]!.all).toEqual([
      '1 × “\u043e” U+043E Cyrillic small letter o like “o”',
      '2 × “\u0430” U+0430 Cyrillic small letter a beside 2 × “a”',
    ]);
  });

  it('takes no letter for a look-alike that stands among letters of its own script', () => {
    expect(
      notes('Das Wort семья ist russisch.')
        .flatMap((note) => note.all ?? [])
        .join(),
    ).not.toContain('like “');
  });

  it('lists a letter that stands both as one character and as two', () => {
    expect(notes('café, café, cafe\u0301')[0]!.all).toEqual([
      '1 × “é” as “e” with U+0301 combining acute accent beside 2 × “é” U+00E9',
    ]);
    expect(notes('cafe\u0301')).toEqual([]);
  });
});
