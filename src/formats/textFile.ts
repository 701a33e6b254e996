/**
 * Converts the bytes of a file to a text, or finds the encodings that it may be in. The browser's TextDecoder does
 * the decoding.
 */
import { codePoints } from '../engine/codePoints.ts';
import { TextError } from '../limits/errors.ts';
import { MAX_FILE_BYTES, MAX_TEXT_CHARS } from '../limits/limits.ts';
import { grouped, MESSAGES } from '../limits/messages.ts';
import { encodingName, faultsOf, type FittingEncoding, fittingEncodings, piece } from './encodings.ts';
import { firstFault, type FileFault } from './fileFault.ts';

/** The usable part of a file's text, and the length of all of it. */
export interface FileText {
  /** The text, including the byte-order mark if there is one: `prepareText` reports it. */
  readonly text: string;
  /** Number of characters in the whole file. */
  readonly characters: number;
}

/** A possible encoding of a file, with a preview of the decoded text. */
export interface EncodingOffer extends FittingEncoding {
  /** The text around the first fault. */
  readonly preview: string;
}

/**
 * The result of reading a file: its text, or why its encoding is unclear, with the encodings that fit, the most
 * plausible first.
 */
export type FileReading =
  | ({ readonly kind: 'text' } & FileText)
  | { readonly kind: 'undecided'; readonly fault: FileFault; readonly offers: readonly EncodingOffer[] };

/** No encoding takes more bytes per code unit. One unit more shows `prepareText` that something was left out. */
const USABLE = 4 * (MAX_TEXT_CHARS + 1);

/**
 * The number of bytes at a file's beginning that are inspected, and the share of control characters above which it is
 * binary.
 */
const INSPECTED = 65_536;
const CONTROL_SHARE = 0.05;
/** A file with many controls counts as text in a two-byte encoding only if its plausibility is at least this. */
const CLEARLY_TEXT = 0.3;

/** Bytes of a preview, and those of it before the fault. */
const PREVIEW = 700;
const PREVIEW_BEFORE = 120;

/**
 * Reads a file as UTF-8, or as UTF-16 if it starts with that byte-order mark. If it is neither, the result says why
 * and which encodings fit. Of a long file only the usable part is decoded; the rest is counted.
 *
 * @param name name of the file, for messages
 * @throws TextError for a binary file, or for one beyond MAX_FILE_BYTES.
 */
export function readTextFile(bytes: Uint8Array, name: string): FileReading {
  if (bytes.length > MAX_FILE_BYTES) throw new TextError(MESSAGES.fileTooLarge(name, bytes.length, MAX_FILE_BYTES));
  const label = markedEncoding(bytes) ?? 'utf-8';
  const usable = bytes.subarray(0, USABLE);
  const text = decoded(label, usable, usable.length < bytes.length);
  if (text !== null && !isBinary(unitsOf(text))) {
    return { kind: 'text', text, characters: charactersOf(label, bytes, text) };
  }
  const fault = firstFault(usable, label);
  const offers = offersFor(usable, label, fault.at);
  const isData =
    label === 'utf-8'
      ? isBinary(usable.subarray(0, INSPECTED)) && !isClearlyUtf16(offers[0])
      : isBinary(unitsOf(new TextDecoder(label).decode(usable.subarray(0, 2 * INSPECTED))));
  // Controls without invalid UTF-8 and without NUL do not indicate another encoding either.
  if (isData || fault.count === 0 || offers.length === 0) throw new TextError(MESSAGES.textBinary(name));
  return { kind: 'undecided', fault, offers };
}

/** A file's text in the chosen encoding. Bytes that cannot be decoded become U+FFFD. */
export function decodeFile(bytes: Uint8Array, label: string): FileText & { readonly faults: number } {
  const usable = bytes.subarray(0, USABLE);
  const decoder = new TextDecoder(label, { ignoreBOM: true });
  const text = decoder.decode(usable, { stream: usable.length < bytes.length });
  return { text, characters: charactersOf(label, bytes, text), faults: faultsOf(label, usable) };
}

/** The note about a text that was decoded with the chosen encoding. */
export function encodingNote(label: string, faults: number): string {
  if (faults === 0) return `Read as ${encodingName(label)}.`;
  return `Read as ${encodingName(label)}; ${faults === 1 ? 'one place' : `${grouped(faults)} places`} that it cannot read became \ufffd.`;
}

function unitsOf(text: string): ArrayLike<number> {
  return Array.from({ length: Math.min(text.length, INSPECTED) }, (_, k) => text.charCodeAt(k));
}

/** Whether bytes with many controls are text in a two-byte encoding. */
function isClearlyUtf16(best: EncodingOffer | undefined): boolean {
  if (!best?.label.startsWith('utf-16')) return false;
  return best.score > CLEARLY_TEXT && best.preview.length > 10 * best.faults;
}

function offersFor(bytes: Uint8Array, marked: string, at: number): readonly EncodingOffer[] {
  const fitting = fittingEncodings(bytes, at);
  // A file with a UTF-16 byte-order mark is never treated as anything else.
  const possible = marked === 'utf-8' ? fitting : fitting.filter(({ label }) => label === marked);
  return possible.map((one) => ({ ...one, preview: piece(one.label, bytes, at, PREVIEW_BEFORE, PREVIEW) }));
}

/** The encoding that a byte-order mark names, unless it is UTF-8. */
function markedEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

/** The text, or null if the bytes are not valid in the encoding. */
function decoded(label: string, bytes: Uint8Array, isBeginning: boolean): string | null {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes, { stream: isBeginning });
  } catch {
    return null;
  }
}

/** Bytes that are decoded at a time when only their characters are counted. */
const CHUNK = 1 << 20;

/** Number of characters in a whole file, of which `text` is the usable part. */
function charactersOf(label: string, bytes: Uint8Array, text: string): number {
  if (bytes.length <= USABLE) return codePoints(text);
  const decoder = new TextDecoder(label, { ignoreBOM: true });
  let count = 0;
  for (let at = 0; at < bytes.length; at += CHUNK) {
    const stream = at + CHUNK < bytes.length;
    count += codePoints(decoder.decode(bytes.subarray(at, at + CHUNK), { stream }));
  }
  return count;
}

/**
 * Text contains tabs, line ends, form feeds and terminal escapes. Many other controls (above all NUL) indicate binary
 * data.
 */
function isBinary(codes: ArrayLike<number>): boolean {
  let controls = 0;
  for (let k = 0; k < codes.length; k++) {
    const code = codes[k]!;
    if ((code < 0x20 && !(code >= 0x08 && code <= 0x0d) && code !== 0x1b) || code === 0x7f) controls++;
  }
  return controls > CONTROL_SHARE * codes.length;
}
