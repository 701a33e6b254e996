/** Text encodings, and which of them fit given bytes. The browser's TextDecoder does the decoding. */
import { plausibility } from './plausibility.ts';

/** One text encoding. */
interface Encoding {
  /** The label for TextDecoder. */
  readonly label: string;
  /** Display name. */
  readonly name: string;
}

/** Bytes per character: always one, or one or more. */
type Width = 'single' | 'several';

/** In order of preference between equally plausible encodings: common ones first. */
const ENCODINGS: readonly (readonly [label: string, width: Width, name: string])[] = [
  ['utf-8', 'several', 'UTF-8'],
  ['utf-16le', 'several', 'UTF-16, little-endian'],
  ['utf-16be', 'several', 'UTF-16, big-endian'],
  ['windows-1252', 'single', 'Windows-1252 or ISO-8859-1 (Western European)'],
  ['iso-8859-15', 'single', 'ISO-8859-15 (Western European with €)'],
  ['windows-1250', 'single', 'Windows-1250 (Central European)'],
  ['iso-8859-2', 'single', 'ISO-8859-2 (Central European)'],
  ['windows-1251', 'single', 'Windows-1251 (Cyrillic)'],
  ['koi8-r', 'single', 'KOI8-R (Russian)'],
  ['koi8-u', 'single', 'KOI8-U (Ukrainian)'],
  ['iso-8859-5', 'single', 'ISO-8859-5 (Cyrillic)'],
  ['ibm866', 'single', 'IBM866 (Cyrillic, DOS)'],
  ['x-mac-cyrillic', 'single', 'Mac Cyrillic'],
  ['shift_jis', 'several', 'Shift-JIS (Japanese)'],
  ['euc-jp', 'several', 'EUC-JP (Japanese)'],
  ['gb18030', 'several', 'GBK or GB18030 (Chinese, simplified)'],
  ['big5', 'several', 'Big5 (Chinese, traditional)'],
  ['euc-kr', 'several', 'EUC-KR (Korean)'],
  ['windows-1253', 'single', 'Windows-1253 (Greek)'],
  ['iso-8859-7', 'single', 'ISO-8859-7 (Greek)'],
  ['windows-1254', 'single', 'Windows-1254 or ISO-8859-9 (Turkish)'],
  ['windows-1255', 'single', 'Windows-1255 (Hebrew)'],
  ['iso-8859-8', 'single', 'ISO-8859-8 (Hebrew)'],
  ['windows-1256', 'single', 'Windows-1256 (Arabic)'],
  ['iso-8859-6', 'single', 'ISO-8859-6 (Arabic)'],
  ['windows-1257', 'single', 'Windows-1257 (Baltic)'],
  ['iso-8859-13', 'single', 'ISO-8859-13 (Baltic)'],
  ['iso-8859-4', 'single', 'ISO-8859-4 (Northern European)'],
  ['iso-8859-10', 'single', 'ISO-8859-10 (Nordic)'],
  ['windows-1258', 'single', 'Windows-1258 (Vietnamese)'],
  ['windows-874', 'single', 'Windows-874 (Thai)'],
  ['macintosh', 'single', 'Mac Roman'],
  ['iso-8859-3', 'single', 'ISO-8859-3 (Southern European)'],
  ['iso-8859-14', 'single', 'ISO-8859-14 (Celtic)'],
  ['iso-8859-16', 'single', 'ISO-8859-16 (Romanian)'],
];

/** An encoding that fits the bytes of a file. */
export interface FittingEncoding extends Encoding {
  /** Names of other encodings in which these bytes decode to the same text. */
  readonly alike: readonly string[];
  /** Number of byte sequences that the encoding cannot decode and replaces by U+FFFD. */
  readonly faults: number;
  /** See `plausibility`. */
  readonly score: number;
}

/** Bytes from which the score is computed, and bytes of context before the fault. */
const SCORED_BYTES = 12_000;
const BEFORE = 200;
/** At most one byte in this many may be damaged. */
const DAMAGED = 100;

/** The name of an encoding for people. */
export function encodingName(label: string): string {
  return ENCODINGS.find(([one]) => one === label)?.[2] ?? label;
}

/**
 * The encodings in which bytes can be read, the most plausible first: those that decode every byte, and multi-byte
 * encodings in which no more than one byte in a hundred is damaged.
 *
 * @param at the offset of the bytes that distinguish encodings best, where another encoding failed
 */
export function fittingEncodings(bytes: Uint8Array, at: number): readonly FittingEncoding[] {
  const present = highBytes(bytes);
  const found: FittingEncoding[] = [];
  const known = new Map<string, number>();
  for (const [label, width, name] of ENCODINGS) {
    if (!isSupported(label)) continue;
    const key = width === 'single' ? decodeSingle(label, present) : label;
    const text = piece(label, bytes, at, BEFORE, SCORED_BYTES);
    let faults = 0;
    if (width === 'single') {
      if (key.includes('\ufffd')) continue;
    } else {
      // An encoding that fails at these bytes need not be decoded to the end.
      if (replaced(text) > 2 + text.length / 10) continue;
      const most = Math.ceil(bytes.length / DAMAGED);
      faults = faultsOf(label, bytes, most);
      if (faults > most) continue;
    }
    const same = known.get(key);
    if (same !== undefined) {
      const first = found[same]!;
      found[same] = { ...first, alike: [...first.alike, name] };
      continue;
    }
    known.set(key, found.length);
    found.push({ label, name, alike: [], faults, score: plausibility(text) });
  }
  // Scores are compared without their hundredths, so that a common encoding wins close ties.
  const rank = (one: FittingEncoding): number => Math.round(50 * one.score);
  return found.sort((a, b) => rank(b) - rank(a));
}

/**
 * Decodes about `length` bytes, from about `before` bytes before `at` on. It begins with a whole character, and at
 * the beginning of a line if lines are not too long.
 */
export function piece(label: string, bytes: Uint8Array, at: number, before: number, length: number): string {
  const from = Math.max(0, at - before);
  const start = label.startsWith('utf-16') ? from - (from % 2) : lineStart(bytes, from);
  return new TextDecoder(label).decode(bytes.subarray(start, Math.max(start, from) + length), { stream: true });
}

/**
 * The beginning of the line that contains an offset. Only in UTF-16 can the byte of a line feed be part of another
 * character.
 */
function lineStart(bytes: Uint8Array, at: number): number {
  return at === 0 ? 0 : bytes.lastIndexOf(0x0a, at - 1) + 1;
}

function isSupported(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false;
  }
}

/**
 * Decodes single bytes. It decodes as a stream, because Node 20 takes a faster but wrong path for Windows-1252
 * otherwise.
 */
function decodeSingle(label: string, bytes: Uint8Array): string {
  return new TextDecoder(label).decode(bytes, { stream: true });
}

/** Byte values from 0x80 on that occur, ascending. */
function highBytes(bytes: Uint8Array): Uint8Array {
  const isThere = new Uint8Array(256);
  for (let k = 0; k < bytes.length; k++) isThere[bytes[k]!] = 1;
  return Uint8Array.from({ length: 128 }, (_, k) => 128 + k).filter((value) => isThere[value] === 1);
}

/** Bytes that are decoded at a time. */
const CHUNK = 1 << 18;
const replaced = (text: string): number => text.match(/\ufffd/g)?.length ?? 0;
/** The bytes of U+FFFD itself in each encoding that has it. */
const WRITTEN: Readonly<Record<string, readonly number[]>> = {
  'utf-8': [0xef, 0xbf, 0xbd],
  'utf-16le': [0xfd, 0xff],
  'utf-16be': [0xff, 0xfd],
  gb18030: [0x84, 0x31, 0xa4, 0x37],
};

/** The number of U+FFFD in the decoded text that are not in the bytes. Counting stops soon after `most`. */
export function faultsOf(label: string, bytes: Uint8Array, most = Infinity): number {
  const decoder = new TextDecoder(label);
  let count = 0;
  for (let at = 0; at < bytes.length && count <= most; at += CHUNK) {
    const stream = at + CHUNK < bytes.length;
    count += replaced(decoder.decode(bytes.subarray(at, at + CHUNK), { stream }));
  }
  return count === 0 || count > most ? count : Math.max(0, count - written(bytes, WRITTEN[label] ?? []));
}

function written(bytes: Uint8Array, sequence: readonly number[]): number {
  if (sequence.length === 0) return 0;
  let count = 0;
  const step = sequence.length === 2 ? 2 : 1;
  for (let k = 0; k + sequence.length <= bytes.length; k += step) {
    if (sequence.every((byte, n) => bytes[k + n] === byte)) count++;
  }
  return count;
}
