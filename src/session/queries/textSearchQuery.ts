import { expressionError } from '../../analysis/expression.ts';
import { findMatches, NONE_FOUND } from '../../analysis/textSearch.ts';
import { askedSearch, searchedText } from '../../state/searchedText.ts';
import type { AppState } from '../../state/state.ts';
import type { AskedSearch, SearchAnswer } from '../../state/textSearchState.ts';
import { WorkerEndedError, WorkerMissingError, WorkerSilentError } from '../../worker/client.ts';
import type { TextSearchApi } from '../../worker/protocol.ts';
import type { Query } from './query.ts';

/** Milliseconds after which an expression counts as endless: a minimum, and more for each character of the text. */
const LIMIT = 1000;
const LIMIT_PER_CHARACTER = 0.001;

/** The matches of a string or an expression in the text. Errors are shown beside the field, not in the notice bar. */
export const textSearchQuery: Query<AppState, TextSearchApi, AskedSearch, SearchAnswer> = {
  wanted: askedSearch,
  identity: ({ query, isExpression, text, passage, length }) => [query, isExpression, text, passage, length],
  silenceLimit: ({ length }) => LIMIT + LIMIT_PER_CHARACTER * length,

  async ask({ query, isExpression }, { state, call }) {
    const text = query === '' ? '' : searchedText(state);
    if (!isExpression || query === '') return { found: findMatches(text, query, false), validationError: null };
    const validationError = expressionError(query);
    if (validationError !== null) return { found: NONE_FOUND, validationError };
    try {
      return { found: await call((api) => api.matches(text, query)), validationError: null };
    } catch (error) {
      if (error instanceof WorkerEndedError) throw error;
      return { found: NONE_FOUND, validationError: describeFailure(error) };
    }
  },
  finish: (_, of, answer) => ({ textSearch: { ...answer, of } }),
};

function describeFailure(error: unknown): string {
  if (error instanceof WorkerMissingError) return `${error.message} ${error.action}`;
  if (error instanceof WorkerSilentError) return 'This expression takes too long on this text. Make it more definite.';
  return `The search failed (${error instanceof Error ? error.message : String(error)}).`;
}
