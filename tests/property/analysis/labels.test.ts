import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LABELS } from '../../../src/analysis/labels/labels.ts';
import { LONGEST_SHORTENED } from '../../../src/analysis/labels/quoteMarks.ts';

/** Texts made of what the labels look for, and of anything else. */
const symbol = fc.oneof(
  fc.constantFrom(
    ...'"\'\\()[]{}<>/*#\n\t .!?aB1',
    'if (',
    '//',
    '/*',
    '*/',
    'http://',
    ...'“„‘’»«「」',
    'tis',
    'n',
    '90s',
    '😀',
    'é',
  ),
  fc.string({ unit: 'binary', maxLength: 3 }),
);
const text = fc.array(symbol, { maxLength: 60 }).map((parts) => Array.from(parts.join('')));

test('any text has one value of every label for each code point, and binary ones are 0 or 1', () => {
  fc.assert(
    fc.property(text, (symbols) => {
      for (const label of LABELS) {
        const values = label.compute(symbols);
        expect(values.length).toBe(symbols.length);
        if (label.kind === 'binary') expect(values.every((value) => value === 0 || value === 1)).toBe(true);
        else expect(values.every((value) => Number.isInteger(value) && value >= 0)).toBe(true);
      }
    }),
    { numRuns: 400 },
  );
});

test('labels that do not look ahead do not change when the text goes on', () => {
  const ahead = new Set(['line-remaining', 'word-remaining', 'next-space', 'next-newline', 'url', 'tag']);
  // Whether an apostrophe belongs to a word, an if is one, or a dot ends a sentence shows in the character after it; whether
  // an apostrophe stands for letters left out shows in the rest of its word.
  const margin = (id: string): number => (id === 'single-quotes' ? LONGEST_SHORTENED + 2 : 1);
  fc.assert(
    fc.property(text, text, (before, after) => {
      for (const label of LABELS) {
        if (ahead.has(label.id)) continue;
        const short = label.compute(before);
        const long = label.compute([...before, ...after]);
        const sure = Math.max(0, before.length - margin(label.id));
        expect([...long.subarray(0, sure)], label.id).toEqual([...short.subarray(0, sure)]);
      }
    }),
    { numRuns: 400 },
  );
});
