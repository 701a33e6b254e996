import { expect, test } from 'vitest';
import type { Hypothesis } from '../../../src/analysis/labels/hypotheses.ts';
import { describeAbsent, describeDoubt } from '../../../src/views/find/describeLabel.ts';

test('why a label could not be scored is said by its reason: what matches nowhere is not called rare', () => {
  const own: Hypothesis[] = [
    { id: 'own-1', name: '/zebra/i', kind: 'pattern', pattern: '/zebra/i' },
    { id: 'own-2', name: 'marked', kind: 'spans', spans: [] },
  ];
  const words = describeAbsent(
    [
      { name: '/zebra/i', why: 'nowhere' },
      { name: 'marked', why: 'nowhere' },
      { name: 'digit', why: 'nowhere' },
      { name: 'capital', why: 'nowhere' },
      { name: 'letter', why: 'everywhere' },
      { name: 'vowel', why: 'rare' },
      { name: 'indentation', why: 'constant' },
    ],
    own,
    24_000,
  );
  expect(words).toEqual([
    'Matches nowhere in the 24,000 characters that were read: /zebra/i.',
    'Marked outside of the 24,000 characters that were read: marked.',
    'On nowhere in the 24,000 characters that were read: digit, capital.',
    'On everywhere in the 24,000 characters that were read: letter.',
    'Too rare to be scored (on, or off, at fewer than 20 characters of one half): vowel.',
    'The same number throughout one half: indentation.',
  ]);
  expect(describeAbsent([], own, 24_000)).toEqual([]);
});

test('marks without a partner make a label doubtful', () => {
  expect(describeDoubt({ name: 'inside double quotes', marks: 1204, unpaired: 12, first: 5 })).toBe(
    '“inside double quotes” is doubtful here: 12 of 1,204 quotation marks have no partner, the first at ',
  );
  expect(describeDoubt({ name: 'q', marks: 3, unpaired: 1, first: 5 })).toContain(
    '1 of 3 quotation marks has no partner',
  );
});
