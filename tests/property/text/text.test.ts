import fc from 'fast-check';
import { expect, it } from 'vitest';
import { prepareText } from '../../../src/formats/text.ts';
import { readTextFile } from '../../../src/formats/textFile.ts';
import { TextError } from '../../../src/limits/errors.ts';

/** Any sequence of UTF-16 units, with what is special here made frequent: line ends, marks, halves of pairs, NUL. */
const units = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0xffff }),
      fc.integer({ min: 0xd800, max: 0xdfff }),
      fc.constantFrom(0x0d, 0x0a, 0xfeff, 0xfffd, 0x00, 0x2028, 0x200d, 0x202e, 0x61),
    ),
    { maxLength: 40 },
  )
  .map((codes) => String.fromCharCode(...codes));
const strings = fc.oneof(
  units,
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
);

/** The prepared text, or null if it was refused; anything but a TextError escapes. */
function prepared(raw: string): string | null {
  try {
    return prepareText(raw).text;
  } catch (error) {
    if (error instanceof TextError) return null;
    throw error;
  }
}

it('makes any 10,000 strings well formed with LF alone, or refuses them with a TextError', () => {
  fc.assert(
    fc.property(strings, (raw) => {
      const text = prepared(raw);
      if (text === null) {
        // Refused only when fewer than two code points are left, counted here in another way.
        const left = raw.replace(/^\uFEFF+/, '').replaceAll('\r\n', '\n');
        expect([...left].length).toBeLessThan(2);
        return;
      }
      expect(encodeURIComponent(text)).toBeTypeOf('string');
      expect(text).not.toMatch(/\r|^\uFEFF/);
      const expected = new TextDecoder('utf-8', { ignoreBOM: true })
        .decode(new TextEncoder().encode(raw.replace(/^\uFEFF+/, '')))
        .replace(/\r\n?/g, '\n');
      expect(text).toBe(expected);
    }),
    { numRuns: 10_000 },
  );
});

it('changes nothing the second time, and has nothing to say but that one character repeats', () => {
  fc.assert(
    fc.property(strings, (raw) => {
      const text = prepared(raw);
      if (text === null) return;
      const again = prepareText(text);
      expect(again.text).toBe(text);
      expect(again.notes.filter((n) => n.kind !== 'one-symbol')).toEqual([]);
    }),
    { numRuns: 5000 },
  );
});

it('reads any bytes, or offers encodings that read them, or refuses them with a TextError', () => {
  const seen = { text: 0, undecided: 0, refused: 0 };
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      try {
        const reading = readTextFile(bytes, 'a.txt');
        seen[reading.kind]++;
        if (reading.kind === 'text') {
          expect(encodeURIComponent(reading.text)).toBeTypeOf('string');
          expect(reading.characters).toBe([...reading.text].length);
          return;
        }
        const { at, count, line, character, byte } = reading.fault;
        expect(bytes[at]).toBe(byte);
        expect(Math.min(count, line, character)).toBeGreaterThanOrEqual(1);
        expect(reading.offers.length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toBeInstanceOf(TextError);
        seen.refused++;
      }
    }),
    { numRuns: 3000 },
  );
  expect(Math.min(seen.text, seen.undecided, seen.refused)).toBeGreaterThan(0);
});

it('reads back every text that was saved as UTF-8', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      const reading = readTextFile(new TextEncoder().encode(text), 'a.txt');
      expect(reading).toEqual({ kind: 'text', text, characters: [...text].length });
    }),
    { numRuns: 5000 },
  );
});
