import { expect, it } from 'vitest';
import { lostSpaces } from './lostSpaces.ts';

it('finds a word that runs into an element of the next line, and one that begins after an element’s end', () => {
  expect(lostSpaces('a.tsx', '<p>\n  The bars are\n  <Term id="norm">norms</Term>, as said.\n</p>')).toHaveLength(1);
  expect(lostSpaces('a.tsx', '<p>\n  The <b>bars</b>\n  are norms.\n</p>')).toHaveLength(1);
});

it('allows a space that is written, a part of a symbol, and elements that stand alone', () => {
  expect(lostSpaces('a.tsx', "The bars are{' '}\n<Term>norms</Term>")).toEqual([]);
  expect(lostSpaces('a.tsx', 'of ∂L\n<sub>t</sub>')).toEqual([]);
  expect(lostSpaces('a.tsx', '{isOpen ? (\n  <b>one</b>\n) : null}')).toEqual([]);
  expect(lostSpaces('a.tsx', '// a comment ends so\n<b>one</b>')).toEqual([]);
});
