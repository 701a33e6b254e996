/** A text as a model reads it whose vocabulary is given. */
import { listed, namedSymbol } from '../engine/namedSymbol.ts';
import { pulseAt } from '../engine/pulse.ts';
import { TextError } from '../limits/errors.ts';
import { MIN_TEXT_CHARS } from '../limits/limits.ts';
import { grouped, MESSAGES } from '../limits/messages.ts';
import type { TextNote } from './text.ts';

/** The number of unknown characters that the sentence names. The note lists all of them. */
const NAMED = 6;

/**
 * The characters of a prepared text that the vocabulary has, with a note about the others. A vocabulary with the carriage
 * return is that of a model which has read Windows line ends, so it gets those.
 *
 * @throws TextError if fewer than MIN_TEXT_CHARS characters are left.
 */
export function textInVocabulary(
  text: string,
  symbols: readonly string[],
): { readonly text: string; readonly notes: readonly TextNote[] } {
  const known = new Set(symbols);
  const notes: TextNote[] = [];
  let whole = text;
  if (known.has('\r') && known.has('\n') && text.includes('\n')) {
    whole = text.replaceAll('\n', '\r\n');
    notes.push({
      kind: 'line-ends',
      text: 'Line ends are a carriage return and a line feed, because the model was trained on such.',
    });
  }
  const unknown = new Map<string, number>();
  const parts: string[] = [];
  let total = 0;
  let count = 0;
  let from = 0;
  for (let at = 0; at < whole.length; ) {
    pulseAt(at);
    const symbol = String.fromCodePoint(whole.codePointAt(at)!);
    const next = at + symbol.length;
    total++;
    if (known.has(symbol)) count++;
    else {
      unknown.set(symbol, (unknown.get(symbol) ?? 0) + 1);
      parts.push(whole.slice(from, at));
      from = next;
    }
    at = next;
  }
  parts.push(whole.slice(from));
  if (count < MIN_TEXT_CHARS) throw new TextError(MESSAGES.textUnknown(total));
  if (unknown.size > 0) {
    const all = [...unknown].toSorted(([, a], [, b]) => b - a).map(([symbol]) => namedSymbol(symbol));
    notes.push({
      kind: 'unknown',
      text: `${grouped(total - count)} of ${grouped(total)} characters were left out, because the model does not know them: ${listed(all, NAMED)}.`,
      all,
    });
  }
  return { text: parts.join(''), notes };
}
