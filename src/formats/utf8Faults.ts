import { pulseAt } from '../engine/pulse.ts';

/**
 * Finds invalid UTF-8. One fault is what the decoder of the Encoding Standard replaces by one U+FFFD
 * (https://encoding.spec.whatwg.org/#utf-8-decoder).
 */

/**
 * never: a byte that never occurs in UTF-8. inside: a continuation byte without a beginning. open: a first byte
 * without its continuation. cut: the end of the file inside a character. long: a character in more bytes than it
 * needs. surrogate: half of a surrogate pair. beyond: a code point above U+10FFFF.
 */
export type Utf8FaultKind = 'never' | 'inside' | 'open' | 'cut' | 'long' | 'surrogate' | 'beyond';

export interface Utf8Fault {
  /** Offset of the first invalid byte. */
  readonly at: number;
  readonly kind: Utf8FaultKind;
}

/** The first fault, or null if there is none, and the number of faults. */
export function utf8Faults(bytes: Uint8Array): { readonly first: Utf8Fault | null; readonly count: number } {
  let first: Utf8Fault | null = null;
  let count = 0;
  for (let k = 0; k < bytes.length; ) {
    pulseAt(k);
    if (bytes[k]! < 0x80) {
      k++;
      continue;
    }
    const { kind, length } = sequenceAt(bytes, k);
    if (kind !== null) {
      first ??= { at: k, kind };
      count++;
    }
    k += length;
  }
  return { first, count };
}

/** The kind of the sequence that begins at a byte from 0x80 on, and its length in bytes. */
function sequenceAt(bytes: Uint8Array, at: number): { readonly kind: Utf8FaultKind | null; readonly length: number } {
  const lead = bytes[at]!;
  if (lead < 0xc0) return { kind: 'inside', length: 1 };
  if (lead < 0xc2) return { kind: 'long', length: 1 };
  if (lead > 0xf4) return { kind: 'never', length: 1 };
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  for (let k = 1; k < length; k++) {
    if (at + k >= bytes.length) return { kind: 'cut', length: k };
    const byte = bytes[at + k]!;
    if ((byte & 0xc0) !== 0x80) return { kind: 'open', length: k };
    // After four of the first bytes the range of the second byte is narrower.
    if (k === 1 && lead === 0xe0 && byte < 0xa0) return { kind: 'long', length: 1 };
    if (k === 1 && lead === 0xf0 && byte < 0x90) return { kind: 'long', length: 1 };
    if (k === 1 && lead === 0xed && byte > 0x9f) return { kind: 'surrogate', length: 1 };
    if (k === 1 && lead === 0xf4 && byte > 0x8f) return { kind: 'beyond', length: 1 };
  }
  return { kind: null, length };
}
