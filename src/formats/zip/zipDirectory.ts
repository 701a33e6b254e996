/**
 * The directory of a zip archive, with everything checked before anything is unpacked.
 *
 * Source: PKWARE, .ZIP File Format Specification (APPNOTE.TXT), 4.3.7 (local headers), 4.3.12 (directory), 4.3.16 (end).
 */
import { ImportError } from '../../limits/errors.ts';
import { ARCHIVE_MESSAGES } from '../../limits/archiveMessages.ts';
import { MAX_ARCHIVE_ENTRIES } from '../../limits/limits.ts';
import { decodedName, nameFault } from './entryNames.ts';

/** A file in an archive, still packed. */
export interface ZipEntry {
  readonly name: string;
  readonly isDeflated: boolean;
  readonly crc: number;
  /** Bytes of the file once it is unpacked, as the archive says. */
  readonly size: number;
  /** As they stand in the archive; a view. */
  readonly packed: Uint8Array;
}

const LOCAL = 0x04034b50;
const DIRECTORY = 0x02014b50;
const END = 0x06054b50;
const LOCAL_BYTES = 30;
const DIRECTORY_BYTES = 46;
const END_BYTES = 22;
const ENCRYPTED = 0x0001 | 0x0040 | 0x2000;
const STORED = 0;
const DEFLATED = 8;
/** In their place stands a number of 64 bits elsewhere. */
const ZIP64 = 0xffffffff;

export function refuseArchive(reason: string): never {
  throw new ImportError(ARCHIVE_MESSAGES.damaged(reason));
}

/**
 * The files of an archive; its folders are left out.
 *
 * @throws ImportError if anything in the directory is not as it must be
 */
export function zipEntries(bytes: Uint8Array): readonly ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { count, begin, end } = directoryOf(view);
  const entries: Located[] = [];
  let at = begin;
  for (let k = 0; k < count; k++) {
    const { entry, next } = entryAt(bytes, view, at, begin, end);
    entries.push(entry);
    at = next;
  }
  if (at !== end) refuseArchive('its directory has another length than it says');
  checkNames(entries);
  checkOverlaps(entries);
  return entries.filter(({ name }) => !name.endsWith('/'));
}

interface Located extends ZipEntry {
  /** Where its local header begins, and where its bytes end. */
  readonly from: number;
  readonly to: number;
}

function directoryOf(view: DataView): { readonly count: number; readonly begin: number; readonly end: number } {
  // A comment of up to 65,535 bytes may follow the end record.
  const earliest = Math.max(0, view.byteLength - END_BYTES - 0xffff);
  for (let at = view.byteLength - END_BYTES; at >= earliest; at--) {
    if (view.getUint32(at, true) !== END || at + END_BYTES + view.getUint16(at + 20, true) !== view.byteLength)
      continue;
    const count = view.getUint16(at + 10, true);
    const size = view.getUint32(at + 12, true);
    const begin = view.getUint32(at + 16, true);
    if (count === 0xffff || size === ZIP64 || begin === ZIP64) refuseArchive('it is in the form zip64');
    if (view.getUint32(at + 4, true) !== 0 || view.getUint16(at + 8, true) !== count)
      refuseArchive('it is one of several parts');
    if (count > MAX_ARCHIVE_ENTRIES)
      refuseArchive(`it has ${count} entries, and at most ${MAX_ARCHIVE_ENTRIES} are allowed`);
    if (begin + size !== at) refuseArchive('its directory is not where it says');
    return { count, begin, end: at };
  }
  return refuseArchive('its end is missing, so it is cut off');
}

function entryAt(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  directory: number,
  end: number,
): { readonly entry: Located; readonly next: number } {
  if (at + DIRECTORY_BYTES > end || view.getUint32(at, true) !== DIRECTORY) refuseArchive('its directory is damaged');
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  const packedSize = view.getUint32(at + 20, true);
  const size = view.getUint32(at + 24, true);
  const nameLength = view.getUint16(at + 28, true);
  const next = at + DIRECTORY_BYTES + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  if (next > end) refuseArchive('its directory is damaged');
  const rawName = bytes.subarray(at + DIRECTORY_BYTES, at + DIRECTORY_BYTES + nameLength);
  const name = decodedName(rawName, refuseArchive);
  const what = `its entry ${JSON.stringify(name.slice(0, 60))}`;
  const from = view.getUint32(at + 42, true);
  if (flags & ENCRYPTED) refuseArchive(`${what} is encrypted`);
  if (packedSize === ZIP64 || size === ZIP64 || from === ZIP64) refuseArchive(`${what} is in the form zip64`);
  if (method !== STORED && method !== DEFLATED) refuseArchive(`${what} is packed by a method that is not read`);
  if (method === STORED && packedSize !== size) refuseArchive(`${what} has two different lengths`);

  if (from + LOCAL_BYTES > directory || view.getUint32(from, true) !== LOCAL)
    refuseArchive(`${what} is not where the directory says`);
  const localName = view.getUint16(from + 26, true);
  const begin = from + LOCAL_BYTES + localName + view.getUint16(from + 28, true);
  const to = begin + packedSize;
  if (to > directory) refuseArchive(`${what} is longer than the archive`);
  const isSame = localName === nameLength && rawName.every((byte, k) => byte === bytes[from + LOCAL_BYTES + k]);
  if (!isSame) refuseArchive(`${what} has two different names`);
  if (view.getUint16(from + 8, true) !== method || view.getUint16(from + 6, true) & ENCRYPTED)
    refuseArchive(`${what} is described in two different ways`);
  const crc = view.getUint32(at + 16, true);
  const packed = bytes.subarray(begin, to);
  return { entry: { name, isDeflated: method === DEFLATED, crc, size, packed, from, to }, next };
}

function checkNames(entries: readonly Located[]): void {
  const seen = new Set<string>();
  for (const { name } of entries) {
    const what = `its entry ${JSON.stringify(name.slice(0, 60))}`;
    const fault = nameFault(name);
    if (fault !== null) refuseArchive(`${what} ${fault}`);
    // Systems that take capital letters for small ones would write one file over the other.
    const key = name.toLowerCase();
    if (seen.has(key)) refuseArchive(`${what} is there twice`);
    seen.add(key);
  }
}

/** Entries that share bytes could unpack the same bytes again and again. */
function checkOverlaps(entries: readonly Located[]): void {
  let reached = 0;
  for (const { name, from, to } of [...entries].sort((a, b) => a.from - b.from)) {
    if (from < reached) refuseArchive(`its entry ${JSON.stringify(name.slice(0, 60))} overlaps another`);
    reached = to;
  }
}
