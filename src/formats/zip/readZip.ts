/** The files of a zip archive. */
import { Inflate } from 'fflate';
import { pulse } from '../../engine/pulse.ts';
import { MAX_INFLATED_BYTES } from '../../limits/limits.ts';
import { crc32 } from '../crc32.ts';
import { refuseArchive, type ZipEntry, zipEntries } from './zipDirectory.ts';

/** Packed bytes that are unpacked at a time: 8 KB become 8 MB at most. */
const CHUNK = 8192;
/** Deflate makes no byte out of fewer than 1 / 1,032 bytes. */
const MOST_PER_BYTE = 1032;

/** An archive whose directory is whole. Its files are unpacked when they are asked for. */
export class ZipArchive {
  private readonly entries: ReadonlyMap<string, ZipEntry>;
  private inflated = 0;

  /** @throws ImportError, and nothing else, whatever the bytes are */
  constructor(bytes: Uint8Array) {
    this.entries = new Map(zipEntries(bytes).map((entry) => [entry.name, entry]));
  }

  get names(): readonly string[] {
    return [...this.entries.keys()];
  }

  /** Bytes of a file once it is unpacked, as the archive says; null for one that is not there. */
  sizeOf(name: string): number | null {
    return this.entries.get(name)?.size ?? null;
  }

  /**
   * A file; null for one that is not there.
   *
   * @throws ImportError if it is damaged, or larger than the archive says or than is allowed
   */
  read(name: string): Uint8Array | null {
    const entry = this.entries.get(name);
    if (!entry) return null;
    const bytes = entry.isDeflated ? this.inflate(entry) : entry.packed;
    if (crc32(bytes) !== entry.crc) refuseArchive(`its entry ${JSON.stringify(name)} is damaged`);
    return bytes;
  }

  private inflate({ name, size, packed }: ZipEntry): Uint8Array {
    const what = `its entry ${JSON.stringify(name)}`;
    this.inflated += size;
    if (this.inflated > MAX_INFLATED_BYTES)
      refuseArchive(`its entries have more than ${MAX_INFLATED_BYTES} bytes when they are unpacked`);
    if (size > packed.length * MOST_PER_BYTE) refuseArchive(`${what} cannot be as long as it says`);
    const bytes = new Uint8Array(size);
    let at = 0;
    const inflater = new Inflate((part) => {
      if (at + part.length > size) refuseArchive(`${what} is longer than it says`);
      bytes.set(part, at);
      at += part.length;
    });
    try {
      for (let from = 0; from < packed.length; from += CHUNK) {
        pulse(CHUNK * MOST_PER_BYTE);
        inflater.push(packed.subarray(from, from + CHUNK), from + CHUNK >= packed.length);
      }
    } catch (error) {
      if (error instanceof Error && 'code' in error) refuseArchive(`${what} is damaged`);
      throw error;
    }
    if (at !== size) refuseArchive(`${what} is shorter than it says`);
    return bytes;
  }
}
