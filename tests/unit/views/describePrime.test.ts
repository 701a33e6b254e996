import { expect, it } from 'vitest';
import { knownText } from '../../../src/engine/knownText.ts';
import { describePrime } from '../../../src/views/describePrime.ts';

const said = (typed: string): string | null => describePrime(knownText([...'\n beot'], typed, 100));

it('shows a space or a line break at either end of what is read by its sign', () => {
  expect(said('Zoé 42')).toMatch(/ They read “o␣”\.$/);
  expect(said('日本 be')).toMatch(/ They read “␣be”\.$/);
  expect(said('Zto\n')).toMatch(/ They read “to↵”\.$/);
  expect(said('Zto  ')).toMatch(/ They read “to␣␣”\.$/);
  expect(said('Zto be')).toMatch(/ They read “to be”\.$/);
});

it('says nothing where all is known, and what to do where nothing is', () => {
  expect(said('to be')).toBeNull();
  expect(said('QUEEN')).toContain('Nothing is left to write after.');
});
