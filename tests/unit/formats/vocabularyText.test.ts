import { expect, it } from 'vitest';
import { textInVocabulary } from '../../../src/formats/vocabularyText.ts';
import { TextError } from '../../../src/limits/errors.ts';

it('leaves out what the vocabulary does not have, and says what, the most frequent first', () => {
  const { text, notes } = textInVocabulary('caféé 😀b', ['a', 'b', 'c', ' ', '😀']);
  expect(text).toBe('ca 😀b');
  expect(notes.map((note) => note.text)).toEqual([
    '3 of 8 characters were left out, because the model does not know them: “é” U+00E9 and “f”.',
  ]);
});

it('changes nothing where everything is known', () => {
  expect(textInVocabulary('abba', ['b', 'a'])).toEqual({ text: 'abba', notes: [] });
});

it('gives Windows line ends to a vocabulary that has them', () => {
  const { text, notes } = textInVocabulary('a\nb\n', ['\n', '\r', 'a', 'b']);
  expect(text).toBe('a\r\nb\r\n');
  expect(notes).toHaveLength(1);
  expect(textInVocabulary('a\nb\n', ['\n', 'a', 'b']).text).toBe('a\nb\n');
});

it('refuses a text of which fewer than two characters are known', () => {
  expect(() => textInVocabulary('안녕 a', ['a', 'b'])).toThrow(TextError);
  expect(() => textInVocabulary('안녕', ['a', 'b'])).toThrow('knows at most one of the 2 characters');
});
