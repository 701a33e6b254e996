/** What a file is, told by its content: its name says nothing. */
import { MAX_MODEL_JSON_BYTES } from '../../limits/limits.ts';

export type FileKind =
  | 'safetensors'
  | 'tfjs'
  | 'ml5'
  | 'recurrentjs'
  | 'pickle'
  | 'kerasFile'
  | 'kerasWeights'
  | 'archive'
  | 'empty'
  /** A text, or something that belongs to another file. */
  | 'other';

/** Bytes of a file in which the keys of a model's JSON are looked for. */
const INSPECTED = 65_536;

export function fileKind(bytes: Uint8Array): FileKind {
  if (bytes.length === 0) return 'empty';
  if (startsWith(bytes, 0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a)) return 'kerasWeights';
  if (isArchive(bytes)) return archiveKind(bytes);
  if (isPickle(bytes)) return 'pickle';
  if (isSafetensors(bytes)) return 'safetensors';
  return jsonKind(bytes);
}

/** Whether a file is a zip archive, told by its first four bytes. */
export function isArchive(bytes: Uint8Array): boolean {
  return startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0x50, 0x4b, 0x05, 0x06);
}

function startsWith(bytes: Uint8Array, ...start: number[]): boolean {
  return start.every((byte, k) => bytes[k] === byte);
}

/**
 * A pickle begins with its protocol, 2 to 5; older ones are text. The length of a safetensors header may begin with the same two
 * bytes, as 640 does, but zeros and the header come after it.
 */
function isPickle(bytes: Uint8Array): boolean {
  const isHeader = bytes[8] === 0x7b && bytes.subarray(4, 8).every((byte) => byte === 0);
  return bytes[0] === 0x80 && bytes[1]! >= 2 && bytes[1]! <= 5 && !isHeader;
}

/** Eight bytes of a length, of which no text has the like, and then a JSON object. */
function isSafetensors(bytes: Uint8Array): boolean {
  if (bytes[8] !== 0x7b) return false;
  return bytes.subarray(0, 8).some((byte) => byte === 0 || byte >= 0x80);
}

/** What the names in a zip archive say. They stand in it as they are, in front of each entry and once more at the end. */
function archiveKind(bytes: Uint8Array): FileKind {
  const ends = [bytes.subarray(0, INSPECTED), bytes.subarray(Math.max(0, bytes.length - INSPECTED))];
  const names = ends.map((end) => new TextDecoder('latin1').decode(end)).join('\n');
  if (/data\.pkl/.test(names)) return 'pickle';
  if (/model\.weights\.h5/.test(names)) return 'kerasFile';
  return 'archive';
}

/** Which model's JSON it may be: one key that no other has stands near the beginning. */
function jsonKind(bytes: Uint8Array): FileKind {
  let at = startsWith(bytes, 0xef, 0xbb, 0xbf) ? 3 : 0;
  while (bytes[at] === 0x20 || bytes[at] === 0x0a || bytes[at] === 0x0d || bytes[at] === 0x09) at++;
  if (bytes[at] !== 0x7b) return 'other';
  const beginning = new TextDecoder('latin1').decode(bytes.subarray(at, at + INSPECTED));
  if (/"(modelTopology|weightsManifest)"\s*:/.test(beginning)) return 'tfjs';
  if (/"hidden_sizes"\s*:/.test(beginning) && /"(generator|letter_size)"\s*:/.test(beginning)) return 'recurrentjs';
  // Every entry of the manifest has both keys.
  if (/^\{\s*"[^"]*"\s*:\s*\{\s*"(filename|shape)"\s*:/.test(beginning) && bytes.length <= MAX_MODEL_JSON_BYTES)
    return 'ml5';
  return 'other';
}
