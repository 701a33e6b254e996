import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { utf8Faults } from '../../../src/formats/utf8Faults.ts';

/** Bytes in which what UTF-8 is made of is frequent: first bytes, those that go on, ends of ranges, ASCII, whole characters. */
const bytes = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 255 }).map((byte) => [byte]),
      fc.constantFrom(0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff).map((byte) => [byte]),
      fc.constantFrom(0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0).map((byte) => [byte]),
      fc.string({ unit: 'binary', maxLength: 3 }).map((text) => [...new TextEncoder().encode(text)]),
    ),
    { maxLength: 30 },
  )
  .map((parts) => Uint8Array.from(parts.flat()));

const isUtf8 = (part: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(part);
    return true;
  } catch {
    return false;
  }
};

describe('faults of UTF-8', () => {
  it('are as many as the decoder replaces, and the first stands where what is before is UTF-8 and no more is', () => {
    fc.assert(
      fc.property(bytes, (given) => {
        const { first, count } = utf8Faults(given);
        const decoded = new TextDecoder('utf-8', { ignoreBOM: true }).decode(given);
        // What the decoder replaces, less the characters U+FFFD that stand in the bytes themselves.
        const written = new TextDecoder('latin1').decode(given).match(/\u00ef\u00bf\u00bd/g)?.length ?? 0;
        expect(count).toBe(Array.from(decoded).filter((symbol) => symbol === '\ufffd').length - written);
        expect(first === null).toBe(isUtf8(given));
        if (!first) return;
        expect(isUtf8(given.subarray(0, first.at))).toBe(true);
        for (let more = 1; more <= 4 && first.at + more <= given.length; more++) {
          expect(isUtf8(given.subarray(0, first.at + more))).toBe(false);
        }
      }),
      { numRuns: 20_000 },
    );
  });

  it.each([
    [[0x61, 0xff], 'never'],
    [[0x61, 0x80], 'inside'],
    [[0x61, 0xe9, 0x20, 0x62], 'open'],
    [[0x61, 0xe2, 0x82], 'cut'],
    [[0x61, 0xc0, 0xaf], 'long'],
    [[0x61, 0xe0, 0x80, 0xaf], 'long'],
    [[0x61, 0xf0, 0x80, 0x80, 0xaf], 'long'],
    [[0x61, 0xed, 0xa0, 0x80], 'surrogate'],
    [[0x61, 0xf4, 0x90, 0x80, 0x80], 'beyond'],
  ])('of %j: %s', (given, kind) => {
    expect(utf8Faults(Uint8Array.from(given)).first).toEqual({ at: 1, kind });
  });
});
