import type { Range } from '../../engine/range.ts';
import { compileExpression, expressionError } from '../expression.ts';
import { codePointIndex } from './textOffsets.ts';

/** A user-defined label: where a regular expression matches, or ranges that were marked by hand. */
export type Hypothesis =
  | { readonly id: string; readonly name: string; readonly kind: 'pattern'; readonly pattern: string }
  | { readonly id: string; readonly name: string; readonly kind: 'spans'; readonly spans: readonly Range[] };

/** The error in a pattern, as a sentence; null if it is valid. */
export function patternError(pattern: string): string | null {
  if (pattern === '') return 'Type a regular expression, such as "[^"]*" for what stands between quotes.';
  return expressionError(pattern);
}

/**
 * 1 where the pattern matches, [T]: in the groups that took part in the match, or in the whole match if there are
 * none. Some patterns never end, so call this where it can be aborted.
 *
 * @throws SyntaxError if the pattern is not a valid regular expression
 */
export function matchPattern(symbols: readonly string[], pattern: string): Uint8Array {
  const text = symbols.join('');
  const position = codePointIndex(symbols);
  const values = new Uint8Array(symbols.length);
  for (const match of text.matchAll(compileExpression(pattern))) {
    const all = match.indices!;
    const groups = all.slice(1).filter((range) => range !== undefined);
    for (const [from, to] of groups.length > 0 ? groups : [all[0]!]) {
      if (to > from) values.fill(1, position[from]!, position[to - 1]! + 1);
    }
  }
  return values;
}

/** 1 inside the given spans, [length]; `offset` is the position of the first value in the whole text. */
export function markSpans(length: number, spans: readonly Range[], offset: number): Uint8Array {
  const values = new Uint8Array(length);
  for (const { from, to } of spans) {
    if (to > offset) values.fill(1, Math.max(0, from - offset), Math.max(0, to - offset));
  }
  return values;
}
