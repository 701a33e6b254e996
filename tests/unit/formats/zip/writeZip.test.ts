import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { ZipArchive } from '../../../../src/formats/zip/readZip.ts';
import { writeZip, type ZipContent } from '../../../../src/formats/zip/writeZip.ts';

const bytesOf = (length: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length }, (_, k) => Math.imul(k, 2654435761) >>> (24 + (k % 7)));

/** `toEqual` would take seconds for a megabyte. */
const isSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

const CONTENTS: readonly ZipContent[] = [
  { name: 'empty.txt', bytes: new Uint8Array(0), isPacked: true },
  { name: 'empty.bin', bytes: new Uint8Array(0), isPacked: false },
  { name: 'models/größe 😀.txt', bytes: new TextEncoder().encode('ä'.repeat(1000)), isPacked: true },
  { name: 'one', bytes: bytesOf(300_000), isPacked: true },
  { name: 'too long to pack', bytes: bytesOf(1024 * 1024 + 1), isPacked: true },
  { name: 'weights', bytes: bytesOf(200_003), isPacked: false },
];

test('what is written is read again, by this page and by another program', () => {
  const archive = writeZip(CONTENTS);
  const own = new ZipArchive(archive);
  const others = unzipSync(archive);
  expect(own.names).toEqual(CONTENTS.map(({ name }) => name));
  for (const { name, bytes } of CONTENTS) {
    expect(isSame(own.read(name)!, bytes), name).toBe(true);
    expect(isSame(others[name]!, bytes), name).toBe(true);
  }
});

test('the same content gives the same bytes, and packing makes it smaller', () => {
  expect(isSame(writeZip(CONTENTS), writeZip(CONTENTS))).toBe(true);
  const text = new TextEncoder().encode('all work and no play '.repeat(10_000));
  expect(writeZip([{ name: 'a', bytes: text, isPacked: true }]).length).toBeLessThan(text.length / 50);
});
