/** A long text or archive that is being read or written shows that the worker is busy, in every pass over it. */
import { afterEach, expect, test } from 'vitest';
import { codePoints } from '../../../src/engine/codePoints.ts';
import { onPulse } from '../../../src/engine/pulse.ts';
import { buildVocabulary, encode } from '../../../src/engine/vocabulary.ts';
import { crc32 } from '../../../src/formats/crc32.ts';
import { prepareText } from '../../../src/formats/text.ts';
import { utf8Faults } from '../../../src/formats/utf8Faults.ts';
import { textInVocabulary } from '../../../src/formats/vocabularyText.ts';
import { ZipArchive } from '../../../src/formats/zip/readZip.ts';
import { writeZip } from '../../../src/formats/zip/writeZip.ts';

const BYTES = Uint8Array.from({ length: 1_000_000 }, (_, k) => (k * k) >> 7);
const archive = () => writeZip([{ name: 'a', bytes: BYTES, isPacked: true }]);
const TEXT = 'all work and no play '.repeat(50_000);
/** One sign of life in 65,536 characters. */
const LEAST = Math.floor(TEXT.length / 65_536);

afterEach(() => onPulse(null));

test.each([
  ['counts its characters', () => codePoints(TEXT)],
  ['looks for its characters', () => buildVocabulary(TEXT)],
  ['turns them into tokens', () => encode(buildVocabulary('all work and no play '), TEXT)],
  ['looks at its line ends and halves of characters', () => prepareText(TEXT)],
  ['leaves out what a model does not know', () => textInVocabulary(TEXT, [...'alworkndp '])],
  ['packs an archive', archive],
  ['takes a checksum', () => crc32(BYTES)],
  ['looks for faults of its encoding', () => utf8Faults(new TextEncoder().encode(TEXT))],
] as const)('a pass that %s gives signs of life', (_, pass) => {
  let signs = 0;
  onPulse(() => signs++);
  pass();
  expect(signs).toBeGreaterThanOrEqual(LEAST);
});

test('an archive gives signs of life while it is unpacked', () => {
  const bytes = archive();
  let signs = 0;
  onPulse(() => signs++);
  // `toEqual` would take half a minute.
  expect(Buffer.compare(new ZipArchive(bytes).read('a')!, BYTES)).toBe(0);
  expect(signs).toBeGreaterThanOrEqual(LEAST);
});
