import { describe, expect, test } from 'vitest';
import { LABELS } from '../../../../src/analysis/labels/labels.ts';

function valuesOf(id: string, text: string): number[] {
  const label = LABELS.find((one) => one.id === id);
  if (!label) throw new RangeError(`no label ${id}`);
  return [...label.compute([...text])];
}

/** Where a binary label is on, as ^ under the text. */
function marks(id: string, text: string): string {
  return valuesOf(id, text)
    .map((value) => (value ? '^' : '.'))
    .join('');
}

/** [label, text, where it is on]; texts and marks stand under each other. */
const BINARY: readonly (readonly [id: string, title: string, text: string, on: string])[] = [
  ['double-quotes', 'opening mark inside, closing one not', 'say "no" now', '....^^^.....'],
  ['double-quotes', 'an escaped mark does not count', 'a "b\\"c" d', '..^^^^^...'],
  ['double-quotes', 'a doubled backslash escapes nothing', 'a "b\\\\" d', '..^^^^...'],
  ['double-quotes', 'a quotation may go over a line break', '"a\nb" c', '^^^^...'],
  ['double-quotes', 'a blank line ends what was never closed', '"a\n\nb', '^^^..'],
  ['double-quotes', 'unclosed at the end of the text', 'a "bc', '..^^^'],
  ['double-quotes', 'curly marks', 'a “b” c', '..^^...'],
  ['single-quotes', 'apostrophes inside words are no quotes', "it's 'a dog's' x", '.....^^^^^^^^...'],
  ['single-quotes', 'an apostrophe after a word opens nothing', "the dogs' tails", '...............'],
  ['single-quotes', 'an escaped mark does not close', "'a\\' b' c", '^^^^^^...'],
  ['single-quotes', 'unclosed at the end of the text', "so 'the", '...^^^^'],
  [
    'single-quotes',
    'letters left out at a word’s beginning open nothing',
    "'tis ’em in the '90s, rock 'n' roll",
    '.'.repeat(35),
  ],
  ['single-quotes', 'a word in marks is quoted whatever it is', "the word 'em' is", '.........^^^....'],
  ['single-quotes', 'curly marks', 'x ‘y z’ w', '..^^^^...'],
  ['inside-bracket', 'nested, of several kinds', 'a(b[c]d)e', '.^^^^^^..'],
  ['inside-bracket', 'a closing one without an opening one is nothing', ':) (a)', '...^^.'],
  ['inside-bracket', 'full-width and lenticular', '他（注【一】）说', '.^^^^^..'],
  ['inside-bracket', 'each with its own partner alone', '（a)b）c', '^^^^..'],
  ['inside-square', 'the kinds that Chinese and Japanese have', '［a］【b】〔c〕', '^^.^^.^^.'],
  ['inside-round', 'full-width', 'a（b）', '.^^.'],
  ['inside-curly', 'full-width', '｛a｝b', '^^..'],
  ['url', 'ends before a full-width bracket', '（http://a）b', '.^^^^^^^^..'],
  ['inside-round', 'nested', '((a)b)c', '^^^^^..'],
  ['inside-round', 'unclosed stays open', 'a(b\nc', '.^^^^'],
  ['inside-square', 'the others do not count', '(a[b])', '..^^..'],
  ['inside-curly', 'over lines', '{\na\n}b', '^^^^..'],
  ['leading-space', 'spaces and tabs before anything else', ' \ta b\n  \nc', '^^....^^..'],
  ['line-comment', 'from the second stroke to the line break', 'a // b\nc', '...^^^..'],
  ['line-comment', 'not inside a string', '"//" a', '......'],
  ['line-comment', 'not inside a block comment', '/* // */ a', '..........'],
  ['line-comment', 'unclosed at the end of the text', 'a//b', '..^^'],
  ['line-comment', 'a division is none', 'a/b/c', '.....'],
  ['block-comment', 'from the star to the closing star', 'a /*b*/ c', '...^^^...'],
  ['block-comment', 'the star that opens it does not close it', 'a/*/b*/c', '..^^^^..'],
  ['block-comment', 'does not nest', '/*a/*b*/c', '.^^^^^^..'],
  ['block-comment', 'what closes one opens no other', '/*a*//*b*/', '.^^^..^^^.'],
  ['block-comment', 'unclosed to the end of the text', '/* a\nb', '.^^^^^'],
  ['block-comment', 'not inside a string', '"/*" a', '......'],
  ['block-comment', 'not inside a line comment', '// /*\na', '.......'],
  ['hash-comment', 'to the line break', 'a # b\nc', '..^^^..'],
  ['hash-comment', 'not inside a string', '"#" # a', '....^^^'],
  ['string', 'with escapes', 'f("a\\"b") c', '..^^^^^....'],
  ['string', 'ends at the line break when unclosed', 'a "b\nc', '..^^..'],
  ['string', 'not inside a comment', '// "a"\n"b"', '.......^^.'],
  ['string', 'a character literal', "x = '\\'';", '....^^^..'],
  ['string', 'an apostrophe is none', 'don\'t "a"', '......^^.'],
  ['if-condition', 'until its bracket closes', 'if (a(b) > c) d', '...^^^^^^^^^...'],
  ['if-condition', 'only after the word if', 'elif (a) if(b)', '...........^^.'],
  ['if-condition', 'the name must end there', 'if2 (a) if (b)', '...........^^.'],
  ['if-condition', 'inside other brackets', '(if (a) b) c', '....^^......'],
  ['if-condition', 'unclosed to the end of the text', 'if (a\nb', '...^^^^'],
  ['letter', 'of any script', 'aЖ1한_', '^^.^.'],
  ['capital', 'of any script', 'aBЖж1', '.^^..'],
  ['digit', 'decimal digits', 'a1٣b', '.^^.'],
  ['vowel', 'either case, with accents', 'aBÉyu', '^.^.^'],
  ['punctuation', 'marks and symbols', 'a,b+c_ ', '.^.^.^.'],
  ['space', 'spaces, tabs and line breaks', 'a \t\n', '.^^^'],
  ['after-space', 'the one after', 'a b\nc', '..^.^'],
  ['next-space', 'the last character has none after it', 'a b ', '^.^.'],
  ['next-newline', 'before a line break', 'ab\nc', '.^..'],
  ['word-start', 'after anything that is no word', "don't go_on 2x", '^.....^.....^.'],
  ['capitalised-word', 'to its end', 'The Cat sat', '^^^.^^^....'],
  ['url', 'to the next space', 'see https://a.b/c?d now', '....^^^^^^^^^^^^^^^....'],
  ['url', 'to any closing quotation mark', '„www.a.b“ «www.c» x', '.^^^^^^^...^^^^^...'],
  ['url', 'www and brackets', '(www.a.b) awww.c', '.^^^^^^^........'],
  ['tag', 'from its < to before its >', 'a <b c="d">e</b>', '..^^^^^^^^..^^^.'],
  ['tag', 'a comparison is none', 'a < b, c <d <e>', '............^^.'],
  ['tag', 'unclosed is none', 'a <b', '....'],
];

describe('a binary label', () => {
  test.each(BINARY)('%s: %s', (id, _, text, on) => {
    expect(`${text}\n${marks(id, text)}`.replaceAll('\n', '↵')).toBe(`${text}\n${on}`.replaceAll('\n', '↵'));
  });
});

const NUMERIC: readonly (readonly [id: string, title: string, text: string, values: readonly number[]])[] = [
  ['bracket-depth', 'all kinds together', 'a([b)]', [0, 1, 2, 2, 1, 0]],
  ['bracket-depth', 'never below zero', '))(a', [0, 0, 1, 1]],
  ['bracket-depth', 'full-width ones within others', '（[a]）', [1, 2, 2, 1, 0]],
  ['depth-curly', 'its own kind', '{({})}', [1, 1, 2, 1, 1, 0]],
  ['line-position', 'zero at the line break', 'ab\nc\n\nd', [1, 2, 0, 1, 0, 0, 1]],
  ['line-remaining', 'up to the line break, or the end', 'ab\nc', [2, 1, 0, 1]],
  ['indentation', 'for the rest of the line', '  a b\nc', [1, 2, 2, 2, 2, 0, 0]],
  ['word-position', 'zero outside words', "it's a", [1, 2, 3, 4, 0, 1]],
  ['word-remaining', 'zero at the last', 'abc d', [2, 1, 0, 0, 0]],
  ['sentence-position', 'zero where one ends', 'A. B 1.5!', [1, 0, 1, 2, 3, 4, 5, 6, 0]],
  ['sentence-position', 'before any closing quotation mark', '„A.“ «B!»', [1, 2, 0, 1, 2, 3, 4, 0, 1]],
  ['sentence-position', 'full-width stops need no space after them', '好！你？是。a．b', [1, 0, 1, 0, 1, 0, 1, 0, 1]],
  ['sentence-position', 'a full-width point within a number', '３．１。', [1, 2, 3, 0]],
  ['sentence-position', 'before a full-width bracket', 'a.）b', [1, 0, 1, 2]],
  ['sentence-position', 'stops of other scripts', 'ا؟ ب। c', [1, 0, 1, 2, 0, 1, 2]],
  ['word-position', 'a mark between Korean letters is no apostrophe', '‘좋다’고', [0, 1, 2, 0, 1]],
  ['sentence-position', 'a blank line ends one', 'ab\n\nc', [1, 2, 3, 0, 1]],
];

describe('a numeric label', () => {
  test.each(NUMERIC)('%s: %s', (id, _, text, values) => {
    expect(valuesOf(id, text)).toEqual(values);
  });
});

test('characters outside the basic plane count as one', () => {
  expect(valuesOf('line-position', '😀😀a')).toEqual([1, 2, 3]);
});

test('labels have names of their own and a definition in one sentence', () => {
  for (const key of ['id', 'name'] as const)
    expect(new Set(LABELS.map((label) => label[key])).size).toBe(LABELS.length);
  for (const { definition } of LABELS) expect(definition).toMatch(/^[^a-z].*\.$/);
  expect(LABELS.length).toBeGreaterThanOrEqual(25);
});
