/** Find in text: the text that is searched, and the search that the page needs. Pure. */
import { passageLength, passageSymbol } from './passage.ts';
import type { AppState } from './state.ts';
import type { AskedSearch } from './textSearchState.ts';

/** The index of t = 0 in the searched text. */
export function searchedFrom({ passage, traceWindow }: Pick<AppState, 'passage' | 'traceWindow'>): number {
  return passage.kind === 'text' ? traceWindow.from : 0;
}

/** The whole text, or the passage if that is not a stretch of the text. */
export function searchedText(state: Pick<AppState, 'text' | 'passage' | 'traceWindow' | 'revealed'>): string {
  if (state.passage.kind === 'text') return state.text?.text ?? '';
  return Array.from({ length: passageLength(state) }, (_, t) => passageSymbol(state, t) ?? '\ufffd').join('');
}

/** The search to ask for; null if there is none, or if it has been answered. */
export function askedSearch(state: AppState): AskedSearch | null {
  const { text, passage, ui, textSearch } = state;
  const { query, isExpression } = ui;
  const { of } = textSearch;
  if (query === '' && (of?.query ?? '') === '') return null;
  const length = passage.kind === 'text' ? (text?.text.length ?? 0) : passageLength(state);
  const asked = { query, isExpression, text, passage, length };
  const isSame = (Object.keys(asked) as (keyof AskedSearch)[]).every((key) => of?.[key] === asked[key]);
  return isSame ? null : asked;
}

/** Whether the newest query is still unanswered. A change of the text alone does not count. */
export function isSearchAwaited({ ui, textSearch }: Pick<AppState, 'ui' | 'textSearch'>): boolean {
  const { query, isExpression } = ui;
  return query !== '' && (textSearch.of?.query !== query || textSearch.of.isExpression !== isExpression);
}
