import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pairQuotes } from '../../../src/analysis/labels/quotePairs.ts';

/** Outer and inner marks of a way of writing, whether they are double, and the words and blanks around them. */
interface Manner {
  readonly name: string;
  readonly marks: readonly [outer: string, outerEnd: string, inner: string, innerEnd: string];
  readonly kinds: readonly ['double' | 'single', 'double' | 'single'];
  /** Between a mark and what it encloses. */
  readonly pad?: string;
  readonly words: readonly string[];
  /** Whether words and marks stand without spaces between them. */
  readonly isDense?: boolean;
}

const LATIN = ['ja', 'Boot', 'aujourd’hui', 'don’t', 'l’eau', "it's", 'Straße', 'été', 'å', '12', 'pre-war', 'x²'];
const CYRILLIC = ['да', 'Мир', 'п’ять', "м'я", 'ёж', '7'];
const ASIAN = ['東京', 'これ', '한국', '학교', '中文', '好'];
const BOTH = ['double', 'single'] as const;

const MANNERS: readonly Manner[] = [
  { name: 'German', marks: ['„', '“', '‚', '‘'], kinds: BOTH, words: LATIN },
  { name: 'German in angles, Danish', marks: ['»', '«', '›', '‹'], kinds: BOTH, words: LATIN },
  { name: 'Polish, Dutch', marks: ['„', '”', '‚', '’'], kinds: BOTH, words: LATIN },
  { name: 'Hungarian', marks: ['„', '”', '»', '«'], kinds: ['double', 'double'], words: LATIN },
  { name: 'English', marks: ['“', '”', '‘', '’'], kinds: BOTH, words: LATIN },
  { name: 'British', marks: ['‘', '’', '“', '”'], kinds: ['single', 'double'], words: LATIN },
  { name: 'typed', marks: ['"', '"', "'", "'"], kinds: BOTH, words: LATIN },
  { name: 'French', marks: ['«', '»', '“', '”'], kinds: ['double', 'double'], pad: '\u00a0', words: LATIN },
  { name: 'French with plain blanks', marks: ['«', '»', '‹', '›'], kinds: BOTH, pad: ' ', words: LATIN },
  { name: 'Swiss, Norwegian', marks: ['«', '»', '‹', '›'], kinds: BOTH, words: LATIN },
  { name: 'Russian', marks: ['«', '»', '„', '“'], kinds: ['double', 'double'], words: CYRILLIC },
  { name: 'Swedish', marks: ['”', '”', '’', '’'], kinds: BOTH, words: LATIN },
  { name: 'Finnish in angles', marks: ['»', '»', '›', '›'], kinds: BOTH, words: LATIN },
  { name: 'Japanese', marks: ['「', '」', '『', '』'], kinds: ['double', 'double'], words: ASIAN, isDense: true },
  { name: 'Chinese', marks: ['“', '”', '‘', '’'], kinds: BOTH, words: ASIAN, isDense: true },
  { name: 'Korean', marks: ['“', '”', '‘', '’'], kinds: BOTH, words: ['학교', '한국', '나는', '좋다'] },
  { name: 'Arabic', marks: ['«', '»', '“', '”'], kinds: ['double', 'double'], words: ['نعم', 'كتاب', 'لا'] },
];

interface Piece {
  readonly text: string;
  readonly double: boolean;
  readonly single: boolean;
}

/** A text as pieces that say of themselves whether they are inside. */
class Writing {
  private readonly pieces: Piece[] = [];
  private double = 0;
  private single = 0;

  add(text: string): this {
    this.pieces.push({ text, double: this.double > 0, single: this.single > 0 });
    return this;
  }

  open(kind: 'double' | 'single', mark: string): this {
    this[kind]++;
    return this.add(mark);
  }

  close(kind: 'double' | 'single', mark: string): this {
    this[kind]--;
    return this.add(mark);
  }

  /** A blank line; whatever is open ends with it. */
  endParagraph(): this {
    this.add('\n');
    this.double = this.single = 0;
    return this.add('\n');
  }

  get symbols(): string[] {
    return this.pieces.flatMap(({ text }) => [...text]);
  }

  inside(kind: 'double' | 'single'): number[] {
    return this.pieces.flatMap((piece) => [...piece.text].map(() => Number(piece[kind])));
  }
}

/** What a sentence consists of: words, and quotations that hold words and quotations. */
interface Quotation {
  readonly before: readonly number[];
  readonly inner: readonly number[] | null;
  readonly after: readonly number[];
  readonly lead: string;
  readonly stop: string;
  readonly tail: string;
}

const words = fc.array(fc.nat({ max: 50 }), { minLength: 1, maxLength: 4 });
const quotation: fc.Arbitrary<Quotation> = fc.record({
  before: words,
  inner: fc.option(words),
  after: words,
  lead: fc.constantFrom('', '', '(', '– ', ': '),
  stop: fc.constantFrom('', '.', ',', '!', '?', '…'),
  tail: fc.constantFrom('', ',', '.', ';', ')', ' –', '\n'),
});
const quotations = fc.array(fc.oneof(quotation, words), { minLength: 1, maxLength: 6 });

function write(writing: Writing, manner: Manner, parts: readonly (Quotation | readonly number[])[]): void {
  const gap = manner.isDense ? '' : ' ';
  const say = (list: readonly number[]): string => list.map((k) => manner.words[k % manner.words.length]).join(gap);
  const [outer, outerEnd, inner, innerEnd] = manner.marks;
  const pad = manner.pad ?? '';
  for (const part of parts) {
    if (!('before' in part)) {
      writing.add(say(part) + gap);
      continue;
    }
    writing.add(part.lead).open(manner.kinds[0], outer).add(pad);
    writing.add(say(part.before));
    if (part.inner) {
      writing
        .add(gap)
        .open(manner.kinds[1], inner)
        .add(pad + say(part.inner) + part.stop + pad);
      writing.close(manner.kinds[1], innerEnd).add(gap + say(part.after));
    }
    writing
      .add(part.stop + pad)
      .close(manner.kinds[0], outerEnd)
      .add(`${part.tail}${gap}`);
  }
}

describe.each(MANNERS)('the marks of $name', (manner) => {
  test('are paired, nested ones too, whatever stands beside them, and apostrophes are none', () => {
    fc.assert(
      fc.property(fc.array(quotations, { minLength: 1, maxLength: 3 }), (paragraphs) => {
        const writing = new Writing();
        for (const paragraph of paragraphs) {
          write(writing, manner, paragraph);
          writing.endParagraph();
        }
        const { inside, unpaired } = pairQuotes(writing.symbols);
        const text = writing.symbols.join('');
        expect([text, ...inside.double]).toEqual([text, ...writing.inside('double')]);
        expect([text, ...inside.single]).toEqual([text, ...writing.inside('single')]);
        expect([text, unpaired.double, unpaired.single]).toEqual([text, [], []]);
      }),
      { numRuns: 200 },
    );
  });

  test('are said not to pair where an end is missing, and the next paragraph is right again', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(quotations, fc.option(words)), { minLength: 1, maxLength: 3 }), (paragraphs) => {
        const writing = new Writing();
        const kind = manner.kinds[0];
        let missing = 0;
        for (const [paragraph, unclosed] of paragraphs) {
          write(writing, manner, paragraph);
          if (unclosed) {
            const said = unclosed.map((k) => manner.words[k % manner.words.length]).join(manner.isDense ? '' : ' ');
            writing.open(kind, manner.marks[0]).add((manner.pad ?? '') + said);
            missing++;
          }
          writing.endParagraph();
        }
        const { inside, unpaired, marks } = pairQuotes(writing.symbols);
        const text = writing.symbols.join('');
        expect([text, ...inside[kind]]).toEqual([text, ...writing.inside(kind)]);
        expect(unpaired[kind].length).toBe(missing);
        for (const at of unpaired[kind]) expect(marks[kind]).toContain(at);
      }),
      { numRuns: 100 },
    );
  });
});

test('any heap of marks has one value for each character, and no more unpaired marks than marks', () => {
  const anything = fc.array(fc.constantFrom(...'„“”"‚‘’\'«»‹›「」『』｢｣〝〞＂ \n\\aB1한好.,(—'), { maxLength: 80 });
  fc.assert(
    fc.property(anything, (symbols) => {
      const { inside, marks, unpaired } = pairQuotes(symbols);
      for (const kind of ['double', 'single'] as const) {
        expect(inside[kind].length).toBe(symbols.length);
        expect(new Set(marks[kind]).size).toBe(marks[kind].length);
        expect(new Set(unpaired[kind]).size).toBe(unpaired[kind].length);
        const known = new Set(marks[kind]);
        expect(unpaired[kind].every((t) => known.has(t))).toBe(true);
        // Marks with a partner come in twos.
        expect((marks[kind].length - unpaired[kind].length) % 2).toBe(0);
      }
    }),
    { numRuns: 1000 },
  );
});
