import { findPlaces, type FoundPlace } from '../analysis/textSearch.ts';
import { searchInWorker } from '../worker/textSearchClient.ts';

/** What was found, and what is wrong with the expression if it is none. */
export interface SearchResult {
  readonly found: readonly FoundPlace[];
  readonly complaint: string | null;
}

/** Where a string or an expression stands in a text of one code point per symbol. Never hangs, never rejects. */
export async function searchText(
  symbols: readonly string[],
  query: string,
  isExpression: boolean,
): Promise<SearchResult> {
  if (!isExpression || query === '') return { found: findPlaces(symbols, query, false), complaint: null };
  const answer = await searchInWorker({ symbols, expression: query });
  if (answer === null) {
    return { found: [], complaint: 'This expression takes more than a second on this text. Make it more definite.' };
  }
  if ('found' in answer) return { found: answer.found, complaint: null };
  const reason = answer.wrong.split(': ').at(-1) ?? '';
  return { found: [], complaint: `This is no regular expression yet: ${reason.toLowerCase()}.` };
}
