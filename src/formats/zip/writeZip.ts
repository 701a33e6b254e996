/**
 * Writes a zip archive.
 *
 * Source: PKWARE, .ZIP File Format Specification (APPNOTE.TXT), 4.3.7 (local headers), 4.3.12 (directory), 4.3.16 (end).
 */
import { deflateSync } from 'fflate';
import { pulseAt } from '../../engine/pulse.ts';
import { MAX_INFLATED_BYTES } from '../../limits/limits.ts';
import { crc32 } from '../crc32.ts';

/** A file that goes into an archive. */
export interface ZipContent {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Whether packing makes it smaller: it does not for weights. */
  readonly isPacked: boolean;
}

/** A file as it stands in the archive. */
interface Entry {
  readonly name: Uint8Array;
  readonly packed: Uint8Array;
  /** Where its local header begins. */
  readonly from: number;
  /** What the local header and the directory both say, after the signature and the version of the writer. */
  readonly description: Uint8Array;
}

/**
 * A longer file is stored as it is: it is packed in one go, which must not take longer than a busy worker may be silent. (The
 * packing in parts that fflate offers writes streams that cannot be unpacked, with parts of any size.)
 */
const MOST_PACKED = 1024 * 1024;
const LOCAL = 0x04034b50;
const DIRECTORY = 0x02014b50;
const END = 0x06054b50;
const DESCRIPTION_BYTES = 26;
const LOCAL_BYTES = 4 + DESCRIPTION_BYTES;
const DIRECTORY_BYTES = 46;
const END_BYTES = 22;
/** Version 2.0, which every program reads. */
const VERSION = 20;
const UTF8_NAMES = 0x0800;
const STORED = 0;
const DEFLATED = 8;
/** No file says when it was written, so that the same content gives the same bytes: 1 January 1980, noon. */
const TIME = 12 << 11;
const DATE = (1 << 5) | 1;

/** The bytes of an archive. What takes long to pack, or what `ZipArchive` would not unpack any more, is stored as it is. */
export function writeZip(contents: readonly ZipContent[]): Uint8Array<ArrayBuffer> {
  const entries: Entry[] = [];
  let inflated = 0;
  let size = 0;
  for (const { name, bytes, isPacked } of contents) {
    const isSmallEnough = isPacked && bytes.length <= MOST_PACKED && inflated + bytes.length <= MAX_INFLATED_BYTES;
    if (isSmallEnough) inflated += bytes.length;
    const entry = entryOf(new TextEncoder().encode(name), bytes, isSmallEnough, size);
    entries.push(entry);
    size += LOCAL_BYTES + entry.name.length + entry.packed.length;
  }
  return joined(entries, size);
}

function entryOf(name: Uint8Array, bytes: Uint8Array, isDeflated: boolean, from: number): Entry {
  pulseAt(0);
  const packed = isDeflated ? deflateSync(bytes, { level: 6 }) : bytes;
  const description = new Uint8Array(DESCRIPTION_BYTES);
  const view = new DataView(description.buffer);
  view.setUint16(0, VERSION, true);
  view.setUint16(2, UTF8_NAMES, true);
  view.setUint16(4, isDeflated ? DEFLATED : STORED, true);
  view.setUint16(6, TIME, true);
  view.setUint16(8, DATE, true);
  view.setUint32(10, crc32(bytes), true);
  view.setUint32(14, packed.length, true);
  view.setUint32(18, bytes.length, true);
  view.setUint16(22, name.length, true);
  return { name, packed, from, description };
}

/** @param begin where the directory begins */
function joined(entries: readonly Entry[], begin: number): Uint8Array<ArrayBuffer> {
  const length = entries.reduce((sum, { name }) => sum + DIRECTORY_BYTES + name.length, 0);
  const archive = new Uint8Array(begin + length + END_BYTES);
  const view = new DataView(archive.buffer);
  let at = begin;
  for (const { name, packed, from, description } of entries) {
    view.setUint32(from, LOCAL, true);
    archive.set(description, from + 4);
    archive.set(name, from + LOCAL_BYTES);
    archive.set(packed, from + LOCAL_BYTES + name.length);
    view.setUint32(at, DIRECTORY, true);
    view.setUint16(at + 4, VERSION, true);
    archive.set(description, at + 6);
    view.setUint32(at + 42, from, true);
    archive.set(name, at + DIRECTORY_BYTES);
    at += DIRECTORY_BYTES + name.length;
  }
  view.setUint32(at, END, true);
  view.setUint16(at + 8, entries.length, true);
  view.setUint16(at + 10, entries.length, true);
  view.setUint32(at + 12, length, true);
  view.setUint32(at + 16, begin, true);
  return archive;
}
