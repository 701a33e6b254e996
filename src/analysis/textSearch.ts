import type { Range } from '../engine/range.ts';
import { compileExpression } from './expression.ts';

/**
 * Matches in a text, [2n]: from, to, from, to, … in order and without overlaps. The
 * array is flat because a letter occurs hundreds of thousands of times in a long text.
 */
export type TextMatches = Int32Array<ArrayBuffer>;

export const NONE_FOUND: TextMatches = new Int32Array(0);

/**
 * Finds a string or a regular expression in a text. Positions are counted in code points. Empty matches are left out.
 * A string must match exactly; an expression is interpreted by `compileExpression`.
 *
 * @throws SyntaxError if the expression is not valid
 */
export function findMatches(text: string, query: string, isExpression: boolean): TextMatches {
  if (query === '') return NONE_FOUND;
  const units = isExpression ? expressionMatches(text, wholeMatches(query)) : occurrences(text, query);
  return /[\ud800-\udbff]/.test(text) ? inCodePoints(text, units) : units;
}

/** An expression without the indices of its groups, which would double the cost. */
function wholeMatches(query: string): RegExp {
  const { source, flags } = compileExpression(query);
  return new RegExp(source, flags.replace('d', ''));
}

class Pairs {
  private values = new Int32Array(1024);
  private length = 0;

  add(from: number, to: number): void {
    if (this.length + 2 > this.values.length) {
      const more = new Int32Array(2 * this.values.length);
      more.set(this.values);
      this.values = more;
    }
    this.values[this.length++] = from;
    this.values[this.length++] = to;
  }

  all(): TextMatches {
    return this.values.slice(0, this.length);
  }
}

function expressionMatches(text: string, expression: RegExp): TextMatches {
  const found = new Pairs();
  for (const match of text.matchAll(expression)) {
    if (match[0] !== '') found.add(match.index, match.index + match[0].length);
  }
  return found.all();
}

function occurrences(text: string, query: string): TextMatches {
  const found = new Pairs();
  // A lone surrogate does not occur in a well-formed text.
  if (/\p{Cs}/u.test(query)) return NONE_FOUND;
  for (let at = text.indexOf(query); at >= 0; at = text.indexOf(query, at + query.length)) {
    found.add(at, at + query.length);
  }
  return found.all();
}

/** Converts UTF-16 units to indices of their characters. */
function inCodePoints(text: string, units: TextMatches): TextMatches {
  const indices = new Int32Array(units.length);
  // Both indices move along the text: `character` is the character whose first unit is `unit`.
  let character = 0;
  let unit = 0;
  for (let k = 0; k < units.length; k++) {
    while (unit < units[k]) {
      unit += text.codePointAt(unit)! > 0xffff ? 2 : 1;
      character++;
    }
    indices[k] = character;
  }
  return indices;
}

/**
 * The number of matches that end before a character, which is the index of the first match that ends at it or later.
 */
export function matchesBefore(found: TextMatches, at: number): number {
  let low = 0;
  let high = found.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (found[2 * middle + 1] <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The matches that overlap a range of characters, counted from its first one. */
export function matchesWithin(found: TextMatches, { from, to }: Range): readonly Range[] {
  const within: Range[] = [];
  for (let k = matchesBefore(found, from); 2 * k < found.length && found[2 * k] < to; k++) {
    within.push({ from: found[2 * k] - from, to: found[2 * k + 1] - from });
  }
  return within;
}

/** The number of the match that contains a character, counted from 1; 0 if there is none. */
export function matchNumberAt(found: TextMatches, at: number): number {
  const k = matchesBefore(found, at);
  return 2 * k < found.length && found[2 * k] <= at ? k + 1 : 0;
}

/** First character of the next or previous match, wrapping around; null if there is none. */
export function matchBeside(found: TextMatches, at: number, direction: 1 | -1): number | null {
  const count = found.length / 2;
  if (count === 0) return null;
  const here = matchesBefore(found, at);
  const holds = here < count && found[2 * here] <= at;
  // From inside a match, going back leads to the beginning of that match first.
  if (direction === 1) return found[2 * ((here + (holds ? 1 : 0)) % count)];
  return found[2 * ((here - (holds && found[2 * here] < at ? 0 : 1) + count) % count)];
}
