/**
 * Converts pasted, typed or opened text to a text that a network can learn. The functions are pure and report every
 * change.
 */
import { codePoints } from '../engine/codePoints.ts';
import { pulseAt } from '../engine/pulse.ts';
import { TextError } from '../limits/errors.ts';
import { MAX_TEXT_CHARS, MAX_VOCAB, MIN_TEXT_CHARS } from '../limits/limits.ts';
import { grouped, MESSAGES } from '../limits/messages.ts';

type TextNoteKind =
  | 'encoding'
  | 'length'
  | 'byte-order-mark'
  | 'line-ends'
  | 'surrogates'
  | 'rare-symbols'
  | 'one-symbol'
  | 'invisible'
  | 'look-alike'
  | 'unknown';

/** A note about something that was changed, or that people should know. */
export interface TextNote {
  readonly kind: TextNoteKind;
  /** A sentence. */
  readonly text: string;
  /** The complete list, if the sentence names only its first items. */
  readonly all?: readonly string[];
}

/** Replaces lone surrogates, and all rare symbols of a text with too many distinct symbols. */
const REPLACEMENT = '\uFFFD';

const BOM = '\uFEFF';

/**
 * The text as a network reads it: line ends are LF, no byte-order mark, well formed (no lone surrogates), at most
 * MAX_TEXT_CHARS long, at most MAX_VOCAB distinct code points. NUL and other controls stay. Preparing a prepared text
 * changes nothing.
 *
 * @param whole the number of characters of the text of which `raw` is the beginning, if it is not complete
 * @throws TextError if fewer than MIN_TEXT_CHARS code points are left.
 */
export function prepareText(raw: string, whole = 0): { readonly text: string; readonly notes: readonly TextNote[] } {
  const notes: TextNote[] = [];
  const note = (kind: TextNoteKind, text: string): void => void notes.push({ kind, text });

  let text = raw;
  if (text.startsWith(BOM)) {
    text = text.replace(/^\uFEFF+/, '');
    note('byte-order-mark', 'The byte-order mark at the start was removed.');
  }
  if (text.length > MAX_TEXT_CHARS) {
    // A text is cut by code units, but its length is reported in characters, as everywhere.
    const all = Math.max(codePoints(text), whole - (raw.length - text.length));
    text = text.slice(0, isPairAt(text, MAX_TEXT_CHARS - 1) ? MAX_TEXT_CHARS - 1 : MAX_TEXT_CHARS);
    note('length', `Only the first ${grouped(codePoints(text))} characters are used; the text has ${grouped(all)}.`);
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
  if (text.length === 0) throw new TextError(MESSAGES.textEmpty());
  if (symbols.total < MIN_TEXT_CHARS) throw new TextError(MESSAGES.textTooShort(symbols.total, MIN_TEXT_CHARS));

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

const isHigh = (unit: number): boolean => (unit & 0xfc00) === 0xd800;
const isLow = (unit: number): boolean => (unit & 0xfc00) === 0xdc00;

/** Whether the units at `k` and `k + 1` are one code point (false at the end, where charCodeAt is NaN). */
const isPairAt = (text: string, k: number): boolean => isHigh(text.charCodeAt(k)) && isLow(text.charCodeAt(k + 1));

function count(text: string, unit: string): number {
  let found = 0;
  for (let k = text.indexOf(unit); k >= 0; k = text.indexOf(unit, k + 1)) found++;
  return found;
}

interface SymbolCounts {
  /** How often each code point occurs in the text, without lone surrogates. */
  readonly counts: ReadonlyMap<number, number>;
  /** Total number of code points. */
  readonly total: number;
  /** Number of lone surrogates. */
  readonly lone: number;
}

/** One pass over the code units. The basic plane uses a table, because a Map takes ten times as long. */
function countSymbols(text: string): SymbolCounts {
  const units = new Uint32Array(0x10000);
  const found: number[] = [];
  const astral = new Map<number, number>();
  let total = 0;
  let lone = 0;
  for (let k = 0; k < text.length; k++) {
    pulseAt(k);
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

/** The `limit` most frequent code points. Ties go to the lower code point; REPLACEMENT does not count among them. */
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
    pulseAt(k);
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

/** Two decimals, rounded down, so that a part never becomes 100 %. */
function percentBelow100(part: number, whole: number): string {
  return (Math.floor((10_000 * part) / whole) / 100).toFixed(2);
}
