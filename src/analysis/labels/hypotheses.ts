import { codePointIndex } from './codePoints.ts';

/** A label of one's own: where a regular expression matches, or stretches that were marked by hand. */
export type Hypothesis =
  | { readonly id: string; readonly name: string; readonly kind: 'pattern'; readonly pattern: string }
  | { readonly id: string; readonly name: string; readonly kind: 'spans'; readonly spans: readonly Span[] };

/** Characters from … to − 1 of the whole text, in code points. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * A pattern as a regular expression that finds every match: with Unicode's rules if it keeps them, else with the older,
 * laxer ones. ^ and $ match at every line, and a dot never matches a line break.
 *
 * @throws SyntaxError for what is no regular expression
 */
export function compilePattern(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'dgmu');
  } catch {
    return new RegExp(pattern, 'dgm');
  }
}

/** What is wrong with a pattern, as a sentence; null if nothing is. */
export function patternComplaint(pattern: string): string | null {
  if (pattern === '') return 'Type a regular expression, such as "[^"]*" for what stands between quotes.';
  try {
    compilePattern(pattern);
    return null;
  } catch (error) {
    const reason =
      error instanceof Error ? error.message.replace(/^Invalid regular expression: (\/.*\/\w*: )?/s, '') : '';
    return `This is no regular expression${reason === '' ? '' : ` (${reason})`}.`;
  }
}

/**
 * On where the pattern matches, [T]: in its groups if it has any that took part in the match, else in the whole match.
 * How long it takes depends on the pattern and may be for ever; run it where it can be ended.
 *
 * @throws SyntaxError for what is no regular expression
 */
export function matchPattern(symbols: readonly string[], pattern: string): Uint8Array {
  const text = symbols.join('');
  const place = codePointIndex(symbols);
  const values = new Uint8Array(symbols.length);
  for (const match of text.matchAll(compilePattern(pattern))) {
    const all = match.indices!;
    const groups = all.slice(1).filter((range) => range !== undefined);
    for (const [from, to] of groups.length > 0 ? groups : [all[0]!]) {
      if (to > from) values.fill(1, place[from]!, place[to - 1]! + 1);
    }
  }
  return values;
}

/** On in the given spans, [length]; `offset` is where in the whole text the values begin. */
export function markSpans(length: number, spans: readonly Span[], offset: number): Uint8Array {
  const values = new Uint8Array(length);
  for (const { from, to } of spans) {
    if (to > offset) values.fill(1, Math.max(0, from - offset), Math.max(0, to - offset));
  }
  return values;
}
