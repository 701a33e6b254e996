import { CAPITAL, classify, DIGIT, LETTER, PUNCTUATION, SPACE, VOWEL } from './classes.ts';
import { type BinaryLabel, type Label, where } from './label.ts';

/** Labels about the character itself, the one before it, or the one after it. */
export const CHARACTER_LABELS: readonly Label[] = [
  ofClass('letter', 'letter', 'The character is a letter.', LETTER),
  ofClass('capital', 'capital', 'The character is a capital letter.', CAPITAL),
  ofClass('digit', 'digit', 'The character is a decimal digit.', DIGIT),
  ofClass('vowel', 'vowel', 'The character is a, e, i, o or u, in either case and with any accent.', VOWEL),
  ofClass('punctuation', 'punctuation', 'The character is a punctuation mark or a symbol.', PUNCTUATION),
  ofClass('space', 'white space', 'The character is a space, a tab or a line break.', SPACE),
  {
    id: 'after-space',
    name: 'after a space',
    kind: 'binary',
    definition: 'The character before this one is a space, a tab or a line break.',
    compute(symbols) {
      const classes = classify(symbols);
      return where(symbols, (t) => t > 0 && (classes[t - 1]! & SPACE) !== 0);
    },
  },
  next('next-space', 'next is a space', 'The character after this one is a space.', ' '),
  next('next-newline', 'next is a line break', 'The character after this one is a line break.', '\n'),
];

function ofClass(id: string, name: string, definition: string, bit: number): BinaryLabel {
  return {
    id,
    name,
    definition,
    kind: 'binary',
    compute(symbols) {
      const classes = classify(symbols);
      return where(symbols, (t) => (classes[t]! & bit) !== 0);
    },
  };
}

function next(id: string, name: string, definition: string, symbol: string): BinaryLabel {
  return {
    id,
    name,
    definition,
    kind: 'binary',
    compute: (symbols) => where(symbols, (t) => symbols[t + 1] === symbol),
  };
}
