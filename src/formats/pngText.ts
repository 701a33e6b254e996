/**
 * Text inside a PNG (ISO/IEC 15948, 11.3.4.5: the chunk iTXt), so that a picture contains the facts needed to
 * reproduce it.
 */
import { crc32 } from './crc32.ts';

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
/** Bytes of a chunk's length, type and checksum. */
const FRAME = 12;

interface Chunk {
  readonly type: string;
  /** Offset of its length field in the file, and its total number of bytes. */
  readonly at: number;
  readonly size: number;
}

/** The chunks of a PNG. @throws RangeError if it is not a PNG */
function chunksOf(png: Uint8Array): Chunk[] {
  if (SIGNATURE.some((byte, k) => png[k] !== byte)) throw new RangeError('these bytes are no PNG');
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const chunks: Chunk[] = [];
  let at = SIGNATURE.length;
  while (at + FRAME <= png.length) {
    const size = view.getUint32(at) + FRAME;
    const type = String.fromCharCode(...png.subarray(at + 4, at + 8));
    if (at + size > png.length) throw new RangeError('the PNG is cut off');
    chunks.push({ type, at, size });
    at += size;
  }
  if (chunks.length > 0 && at !== png.length) throw new RangeError('the PNG is cut off');
  return chunks;
}

/**
 * The same picture with a text after its header, as uncompressed UTF-8.
 *
 * @param keyword Latin letters, at most 79
 * @throws RangeError if it is not a PNG
 */
export function withPngText(png: Uint8Array, keyword: string, text: string): Uint8Array<ArrayBuffer> {
  const [header] = chunksOf(png);
  if (header?.type !== 'IHDR') throw new RangeError('the PNG has no header');
  const after = header.at + header.size;
  // Keyword, 0, not compressed, method 0, no language, no translated keyword.
  const data = new TextEncoder().encode(`iTXt${keyword}\0\0\0\0\0${text}`);
  const out = new Uint8Array(png.length + data.length + 8);
  const view = new DataView(out.buffer);
  out.set(png.subarray(0, after));
  view.setUint32(after, data.length - 4);
  out.set(data, after + 4);
  view.setUint32(after + 4 + data.length, crc32(data));
  out.set(png.subarray(after), after + data.length + 8);
  return out;
}
