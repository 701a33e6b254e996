import { crc32 as zlibCrc, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../src/formats/crc32.ts';
import { withPngText } from '../../../src/formats/pngText.ts';

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));

function chunk(type: string, data: Uint8Array): number[] {
  const body = [...ascii(type), ...data];
  const frame = new DataView(new ArrayBuffer(8));
  frame.setUint32(0, data.length);
  frame.setUint32(4, crc32(Uint8Array.from(body)));
  const bytes = [...new Uint8Array(frame.buffer)];
  return [...bytes.slice(0, 4), ...body, ...bytes.slice(4)];
}

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];

/** One grey pixel. */
const PNG = Uint8Array.from([
  ...SIGNATURE,
  ...chunk('IHDR', Uint8Array.of(0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0)),
  ...chunk('IDAT', deflateSync(Uint8Array.of(0, 128))),
  ...chunk('IEND', new Uint8Array(0)),
]);

describe('the check of a chunk', () => {
  it('is the CRC-32 of the norm’s own example, and of nothing', () => {
    expect(crc32(ascii('123456789'))).toBe(0xcbf43926);
    expect(crc32(ascii('IEND'))).toBe(0xae426082);
    expect(crc32(new Uint8Array(0))).toBe(0);
  });
});

describe('a text in a PNG', () => {
  it('stands after the header as iTXt, the other chunks as they were', () => {
    const text = '{"label":"„inside“ ✓"}';
    const out = withPngText(PNG, 'Unrolled', text);
    const header = 8 + 25;
    expect(out.subarray(0, header)).toEqual(PNG.subarray(0, header));
    const view = new DataView(out.buffer);
    const length = view.getUint32(header);
    const body = out.subarray(header + 4, header + 8 + length);
    expect(new TextDecoder().decode(body)).toBe(`iTXtUnrolled\0\0\0\0\0${text}`);
    expect(view.getUint32(header + 8 + length)).toBe(crc32(body));
    expect(out.subarray(header + 12 + length)).toEqual(PNG.subarray(header));
    // Node 20.15 and later know the same check.
    if (typeof zlibCrc === 'function') expect(zlibCrc(body)).toBe(crc32(body));
  });

  it('is refused for what is no PNG or is cut off', () => {
    expect(() => withPngText(ascii('GIF89a…'), 'Unrolled', '')).toThrow(RangeError);
    expect(() => withPngText(PNG.subarray(0, 60), 'Unrolled', '')).toThrow(/cut off/);
    expect(() => withPngText(PNG.subarray(0, 8), 'Unrolled', '')).toThrow(/no header/);
  });
});
