import { zipSync, type Zippable } from 'fflate';
import { MAX_INFLATED_BYTES } from '../../limits/limits.ts';

/** A file that goes into an archive. */
export interface ZipContent {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Whether packing makes it smaller: it does not for weights. */
  readonly isPacked: boolean;
}

/** No file says when it was written, so that the same content gives the same bytes: the first day that zip knows. */
const WRITTEN = new Date(1980, 0, 1, 12);

/** The bytes of an archive. What `ZipArchive` would not unpack any more is stored as it is. */
export function writeZip(contents: readonly ZipContent[]): Uint8Array<ArrayBuffer> {
  const files: Zippable = {};
  let packed = 0;
  for (const { name, bytes, isPacked } of contents) {
    const isSmallEnough = isPacked && packed + bytes.length <= MAX_INFLATED_BYTES;
    if (isSmallEnough) packed += bytes.length;
    files[name] = [bytes, { level: isSmallEnough ? 6 : 0, mtime: WRITTEN }];
  }
  return zipSync(files) as Uint8Array<ArrayBuffer>;
}
