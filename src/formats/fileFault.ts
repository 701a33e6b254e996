/** The first fault of a file that is not text in the expected encoding: its position and kind. */
import { utf8Faults, type Utf8FaultKind } from './utf8Faults.ts';

/**
 * half: half of a surrogate pair in UTF-16. odd: half a code unit at the end of UTF-16. nul: NUL, which text in UTF-8
 * does not contain.
 */
type FileFaultKind = Utf8FaultKind | 'half' | 'odd' | 'nul';

export interface FileFault {
  /** Display name of the encoding that the file is not in. */
  readonly encoding: 'UTF-8' | 'UTF-16';
  readonly kind: FileFaultKind;
  /** Offset of the first invalid byte. */
  readonly at: number;
  /** Line, and character in the line, both counted from 1. */
  readonly line: number;
  readonly character: number;
  /** The first invalid byte. */
  readonly byte: number;
  /** Total number of faults. */
  readonly count: number;
}

/** The first fault of bytes that are not valid in `label`. */
export function firstFault(bytes: Uint8Array, label: 'utf-8' | 'utf-16le' | 'utf-16be'): FileFault {
  if (label !== 'utf-8') return utf16Fault(bytes, label);
  const { first, count } = utf8Faults(bytes);
  const nul = bytes.indexOf(0);
  const isNul = first === null || (nul >= 0 && nul < first.at);
  const at = isNul ? Math.max(0, nul) : first.at;
  const kind = isNul ? 'nul' : first.kind;
  return {
    encoding: 'UTF-8',
    kind,
    at,
    byte: bytes[at] ?? 0,
    count: isNul ? nuls(bytes) : count,
    ...position(bytes, at),
  };
}

function nuls(bytes: Uint8Array): number {
  let count = 0;
  for (let k = 0; k < bytes.length; k++) if (bytes[k] === 0) count++;
  return count;
}

/** Line and character of an offset. The bytes before it are valid UTF-8. */
function position(bytes: Uint8Array, at: number): { readonly line: number; readonly character: number } {
  let line = 1;
  let character = 1;
  for (let k = 0; k < at; k++) {
    const byte = bytes[k]!;
    const isEnd = byte === 0x0a || (byte === 0x0d && bytes[k + 1] !== 0x0a);
    if (isEnd) [line, character] = [line + 1, 1];
    else if ((byte & 0xc0) !== 0x80 && byte !== 0x0d) character++;
  }
  return { line, character };
}

function utf16Fault(bytes: Uint8Array, label: 'utf-16le' | 'utf-16be'): FileFault {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const unit = (k: number): number => (k + 1 < bytes.length ? view.getUint16(k, label === 'utf-16le') : 0);
  let first: { at: number; line: number; character: number; kind: FileFaultKind } | null = null;
  let count = 0;
  let [line, character] = [1, 1];
  for (let k = 2; k < bytes.length; k += 2) {
    const isOdd = k + 1 === bytes.length;
    const code = unit(k);
    const isPair = (code & 0xfc00) === 0xd800 && (unit(k + 2) & 0xfc00) === 0xdc00;
    if (isOdd || (!isPair && (code & 0xf800) === 0xd800)) {
      first ??= { at: k, line, character, kind: isOdd ? 'odd' : 'half' };
      count++;
    }
    if (code === 0x0a) [line, character] = [line + 1, 1];
    else character++;
    if (isPair) k += 2;
  }
  const found = first ?? { at: 0, line: 1, character: 1, kind: 'nul' as const };
  return { encoding: 'UTF-16', ...found, byte: bytes[found.at] ?? 0, count: Math.max(1, count) };
}
