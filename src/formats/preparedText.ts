/** A text as networks learn it. */
import { heldOutSplit } from '../engine/heldOut.ts';
import { buildVocabulary, encode, type Vocabulary, vocabularyOf } from '../engine/vocabulary.ts';
import { notableNotes } from './notableSymbols.ts';
import { prepareText, type TextNote } from './text.ts';
import { textInVocabulary } from './vocabularyText.ts';

/** A text that is ready to be learned. */
export interface PreparedText {
  /** The text as the model reads it: normalised line ends, no byte-order mark, well formed. */
  readonly text: string;
  /** Symbols sorted by code point. */
  readonly symbols: readonly string[];
  /** How often each symbol occurs in the training part. */
  readonly counts: readonly number[];
  /** One per code point. */
  readonly tokens: Int32Array;
  /** The first `trainCount` tokens are the training part; the rest is held out. */
  readonly trainCount: number;
  /** What was changed and why, in sentences. */
  readonly notes: readonly TextNote[];
}

/**
 * Prepares a text for learning.
 *
 * @param symbols the vocabulary in which it is read; null for its own
 * @param length the number of characters of the text of which `raw` is the beginning
 * @param before notes that come before the others
 */
export function preparedText(
  raw: string,
  symbols: Vocabulary['symbols'] | null,
  length?: number,
  before: readonly TextNote[] = [],
): PreparedText {
  const whole = prepareText(raw, length);
  const known = symbols ? textInVocabulary(whole.text, symbols) : { text: whole.text, notes: [] };
  const { text } = known;
  const notes = [...whole.notes, ...known.notes];
  const own = buildVocabulary(text);
  const vocabulary = symbols ? vocabularyOf(symbols) : own;
  const tokens = encode(vocabulary, text);
  const trainCount = heldOutSplit(tokens.length).train;
  const counts = new Array<number>(vocabulary.size).fill(0);
  for (const token of tokens.subarray(0, trainCount)) counts[token]!++;
  const said = [...before, ...notes, ...notableNotes(own, text)];
  return { text, symbols: vocabulary.symbols, counts, tokens, trainCount, notes: said };
}
