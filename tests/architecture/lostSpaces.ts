/** Elements that stand within a sentence. */
const INLINE = 'Term|b|i|em|code|span|a|SymbolSign|Formula';

/**
 * Places of a TSX file where a word ends one line and an element within the sentence begins the next, or the other way round:
 * JSX drops the line break, so that the two are shown as one word. `{' '}` keeps them apart.
 */
export function lostSpaces(path: string, source: string): readonly string[] {
  const gaps = [
    new RegExp(`^(?!\\s*(?://|\\*|/\\*)).*[\\p{L}\\d]\\n\\s*<(?:${INLINE})\\b.*$`, 'gmu'),
    new RegExp(`^.*</(?:${INLINE})>\\n\\s*[\\p{L}\\d(].*$`, 'gmu'),
  ];
  return gaps.flatMap((gap) =>
    [...source.matchAll(gap)].map(([found]) => `${path}: ${found.replaceAll(/\s+/g, ' ').trim().slice(0, 120)}`),
  );
}
