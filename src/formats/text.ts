/** From what was pasted, typed or opened to a text that a network can learn. Pure; says everything that it changes. */
import { TextError } from '../limits/errors.ts';
import { MAX_FILE_BYTES, MAX_TEXT_CHARS, MAX_VOCAB, MIN_TEXT_CHARS } from '../limits/limits.ts';
import { grouped, SENTENCES } from '../limits/sentences.ts';

export type TextNoteKind = 'length' | 'byte-order-mark' | 'line-ends' | 'surrogates' | 'rare-symbols' | 'one-symbol';

/** One thing that was changed, or that the reader should know. */
export interface TextNote {
  readonly kind: TextNoteKind;
  /** A sentence. */
  readonly text: string;
}

/** What stands for a lone surrogate, and for all rare symbols of a text that has too many. */
export const REPLACEMENT = '\uFFFD';

const BOM = '\uFEFF';

/**
 * The text as a network will see it: line ends are LF, no byte-order mark in front, well formed (no lone surrogates), at
 * most MAX_TEXT_CHARS long, at most MAX_VOCAB distinct code points. NUL and other controls stay. Preparing a prepared
 * text changes nothing.
 * @throws TextError if fewer than MIN_TEXT_CHARS code points are left.
 */
export function prepareText(raw: string): { readonly text: string; readonly notes: readonly TextNote[] } {
  const notes: TextNote[] = [];
  const note = (kind: TextNoteKind, text: string): void => void notes.push({ kind, text });

  let text = raw;
  if (text.length > MAX_TEXT_CHARS) {
    text = text.slice(0, isPairAt(text, MAX_TEXT_CHARS - 1) ? MAX_TEXT_CHARS - 1 : MAX_TEXT_CHARS);
    note('length', `Only the first ${grouped(text.length)} characters are used; the text has ${grouped(raw.length)}.`);
  }
  if (text.startsWith(BOM)) {
    text = text.replace(/^\uFEFF+/, '');
    note('byte-order-mark', 'The byte-order mark at the start was removed.');
  }
  if (text.includes('\r')) {
    const ends = count(text, '\r');
    text = text.replace(/\r\n?/g, '\n');
    note(
      'line-ends',
      `${ends === 1 ? 'One line end was' : `${grouped(ends)} line ends were`} changed to a single line feed.`,
    );
  }

  let symbols = countSymbols(text);
  if (symbols.lone > 0) {
    text = replaceLoneSurrogates(text);
    const halves =
      symbols.lone === 1 ? 'One half of a character was' : `${grouped(symbols.lone)} halves of characters were`;
    note('surrogates', `${halves} replaced by ${REPLACEMENT}, because the other half is missing.`);
    symbols = countSymbols(text);
  }
  if (text.length === 0) throw new TextError(SENTENCES.textEmpty());
  if (symbols.total < MIN_TEXT_CHARS) throw new TextError(SENTENCES.textTooShort(symbols.total, MIN_TEXT_CHARS));

  if (symbols.counts.size > MAX_VOCAB) {
    const { kept, covered } = mostFrequent(symbols.counts, MAX_VOCAB - 1);
    text = keepOnly(text, kept);
    const percent = percentBelow100(covered, symbols.total);
    note(
      'rare-symbols',
      `The text has ${grouped(symbols.counts.size)} different characters; the ${grouped(kept.size)} most frequent, ${percent} % of the text, are kept and the others are read as ${REPLACEMENT}.`,
    );
  } else if (symbols.counts.size === 1) {
    note(
      'one-symbol',
      'The text repeats a single character, so there is nothing to predict: the loss is 0 and the perplexity 1.',
    );
  }
  return { text, notes };
}

/**
 * The text in a file's bytes: UTF-8, or UTF-16 if it starts with that byte-order mark. A byte-order mark is left in place
 * for `prepareText` to report. Of a long file only as much is decoded as can be used.
 * @throws TextError for a binary file, an invalid encoding, or a file beyond MAX_FILE_BYTES.
 */
export function decodeFile(bytes: Uint8Array): string {
  if (bytes.length > MAX_FILE_BYTES) throw new TextError(SENTENCES.fileTooLarge(bytes.length, MAX_FILE_BYTES));
  const { label, name } = encodingOf(bytes);
  // No code unit takes more than three bytes; one unit more shows `prepareText` that something was left out.
  const usable = bytes.subarray(0, 3 * (MAX_TEXT_CHARS + 1));
  let text: string;
  try {
    const decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true });
    text = decoder.decode(usable, { stream: usable.length < bytes.length });
  } catch (cause) {
    const isData = label === 'utf-8' && isBinary(bytes.subarray(0, INSPECTED));
    throw new TextError(isData ? SENTENCES.textBinary() : SENTENCES.textEncoding(name), { cause });
  }
  const codes = Array.from(text.slice(0, INSPECTED), (c) => c.charCodeAt(0));
  if (isBinary(codes)) throw new TextError(SENTENCES.textBinary());
  return text;
}

function encodingOf(bytes: Uint8Array): { readonly label: string; readonly name: string } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { label: 'utf-16le', name: 'UTF-16' };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { label: 'utf-16be', name: 'UTF-16' };
  return { label: 'utf-8', name: 'UTF-8' };
}

/** How much of a file's beginning is looked at, and the share of control characters above which it is no text. */
const INSPECTED = 65_536;
const CONTROL_SHARE = 0.05;

/** Text holds tabs, line ends, form feeds and terminal escapes; many other controls (NUL above all) mean binary data. */
function isBinary(codes: ArrayLike<number>): boolean {
  let controls = 0;
  for (let k = 0; k < codes.length; k++) {
    const code = codes[k]!;
    if ((code < 0x20 && !(code >= 0x08 && code <= 0x0d) && code !== 0x1b) || code === 0x7f) controls++;
  }
  return controls > CONTROL_SHARE * codes.length;
}

const isHigh = (unit: number): boolean => (unit & 0xfc00) === 0xd800;
const isLow = (unit: number): boolean => (unit & 0xfc00) === 0xdc00;

/** Whether the units at `k` and `k + 1` are one code point (false at the end: charCodeAt is NaN there). */
const isPairAt = (text: string, k: number): boolean => isHigh(text.charCodeAt(k)) && isLow(text.charCodeAt(k + 1));

function count(text: string, unit: string): number {
  let found = 0;
  for (let k = text.indexOf(unit); k >= 0; k = text.indexOf(unit, k + 1)) found++;
  return found;
}

interface SymbolCounts {
  /** How often each code point stands in the text; lone surrogates are left out. */
  readonly counts: ReadonlyMap<number, number>;
  /** Code points in all. */
  readonly total: number;
  /** Lone surrogates. */
  readonly lone: number;
}

/** One pass over the code units; a table for those of the basic plane, because a Map takes ten times as long. */
function countSymbols(text: string): SymbolCounts {
  const units = new Uint32Array(0x10000);
  const found: number[] = [];
  const astral = new Map<number, number>();
  let total = 0;
  let lone = 0;
  for (let k = 0; k < text.length; k++) {
    const unit = text.charCodeAt(k);
    if ((unit & 0xf800) !== 0xd800) {
      if (units[unit]!++ === 0) found.push(unit);
      total++;
    } else if (isPairAt(text, k)) {
      const point = text.codePointAt(k)!;
      astral.set(point, (astral.get(point) ?? 0) + 1);
      total++;
      k++;
    } else {
      lone++;
    }
  }
  const counts = new Map(found.map((unit) => [unit, units[unit]!]));
  for (const [point, n] of astral) counts.set(point, n);
  return { counts, total, lone };
}

function replaceLoneSurrogates(text: string): string {
  return text.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, REPLACEMENT);
}

/** The `limit` most frequent code points, the lower one where two are equally frequent; REPLACEMENT is not counted among them. */
function mostFrequent(
  counts: ReadonlyMap<number, number>,
  limit: number,
): { kept: ReadonlySet<number>; covered: number } {
  const ranked = [...counts].filter(([point]) => point !== REPLACEMENT.charCodeAt(0));
  ranked.sort(([pointA, a], [pointB, b]) => b - a || pointA - pointB);
  const first = ranked.slice(0, limit);
  return { kept: new Set(first.map(([point]) => point)), covered: first.reduce((sum, [, n]) => sum + n, 0) };
}

function keepOnly(text: string, kept: ReadonlySet<number>): string {
  const parts: string[] = [];
  let from = 0;
  for (let k = 0; k < text.length; ) {
    const point = text.codePointAt(k)!;
    const width = point > 0xffff ? 2 : 1;
    if (!kept.has(point)) {
      parts.push(text.slice(from, k), REPLACEMENT);
      from = k + width;
    }
    k += width;
  }
  parts.push(text.slice(from));
  return parts.join('');
}

/** Two decimals, rounded down, so that a part is never said to be all. */
function percentBelow100(part: number, whole: number): string {
  return (Math.floor((10_000 * part) / whole) / 100).toFixed(2);
}
