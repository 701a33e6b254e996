/** First and last timestep of one place where something was found. */
export type FoundPlace = readonly [first: number, last: number];

/**
 * Where a string or a regular expression stands in a text, in order, not overlapping. Empty matches are left out.
 * `^` and `$` stand at the ends of lines; letters are compared exactly.
 *
 * @param symbols the text, one code point each
 * @throws SyntaxError if the expression is none
 */
export function findPlaces(symbols: readonly string[], query: string, isExpression: boolean): FoundPlace[] {
  if (query === '') return [];
  const expression = isExpression ? new RegExp(query, 'gmu') : new RegExp(escaped(query), 'gu');
  const text = symbols.join('');
  const found: FoundPlace[] = [];
  // Both run along the text: `t` is the timestep whose symbol starts at UTF-16 unit `unit`.
  let t = 0;
  let unit = 0;
  const timestepOf = (offset: number): number => {
    while (unit + symbols[t].length <= offset) unit += symbols[t++].length;
    return t;
  };
  for (const match of text.matchAll(expression)) {
    if (match[0] === '') continue;
    const first = timestepOf(match.index);
    found.push([first, timestepOf(match.index + match[0].length - 1)]);
  }
  return found;
}

/** A string as an expression that matches just it. */
function escaped(query: string): string {
  return query.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
