import { useEffect } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { searchText, type SearchResult } from '../../store/textSearch.ts';
import { shownLength, symbolAt } from '../reading.ts';
import { useApp, useAppStore, type AppStore } from '../StoreContext.tsx';

type Found = SearchResult['found'];

interface Search extends SearchResult {
  readonly query: string;
  readonly isExpression: boolean;
  /** Whether the newest question is not answered yet. */
  readonly isAsked: boolean;
}

const search = createStore<Search>(() => ({
  query: '',
  isExpression: false,
  isAsked: false,
  found: [],
  complaint: null,
}));

/** Where to go when the answer comes: Enter was pressed before it. */
let waiting: 1 | -1 | null = null;

/** Milliseconds of rest after a key before the text is searched. */
const REST = 120;

export function useSearch(): Search {
  return useStore(search);
}

/** What was found in the traced text, in order. */
export function useFound(): Found {
  return useStore(search, (state) => state.found);
}

export function setSearch(change: Partial<Pick<Search, 'query' | 'isExpression'>>): void {
  waiting = null;
  search.setState({ ...change, isAsked: true });
}

/** Searches the traced text whenever it or the question changed; the newest question's answer is kept. */
export function useSearching(): void {
  const store = useAppStore();
  const query = useStore(search, (state) => state.query);
  const isExpression = useStore(search, (state) => state.isExpression);
  const text = useApp((state) => state.text);
  const stretch = useApp((state) => state.traceWindow);
  const passage = useApp((state) => state.passage);
  const T = useApp(shownLength);
  useEffect(() => {
    let isOld = false;
    const ask = async (): Promise<void> => {
      const state = store.getState();
      const symbols = query === '' ? [] : Array.from({ length: T }, (_, t) => symbolAt(state, t) ?? '\ufffd');
      const result = await searchText(symbols, query, isExpression);
      if (isOld) return;
      search.setState({ ...result, isAsked: false });
      if (waiting !== null) jumpToFound(store, waiting);
    };
    const timer = setTimeout(() => void ask(), query === '' ? 0 : REST);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
  }, [store, query, isExpression, text, stretch, passage, T]);
}

/** Those of the places found that touch the timesteps in view. */
export function foundWithin(found: Found, start: number, columns: number): Found {
  return found.filter(([first, last]) => last >= start && first < start + columns);
}

/** Place of the one that the cursor stands in, counted from 1; 0 if it stands in none. */
export function foundAt(found: Found, t: number): number {
  return found.findIndex(([first, last]) => first <= t && t <= last) + 1;
}

/** Moves the cursor to the next or previous place found, from the last on to the first. */
export function jumpToFound(store: AppStore, direction: 1 | -1): void {
  const { found, isAsked } = search.getState();
  waiting = isAsked ? direction : null;
  if (isAsked || found.length === 0) return;
  const { cursor, moveTo } = store.getState();
  const next =
    direction === 1
      ? (found.find(([first]) => first > cursor.t) ?? found[0])
      : (found.findLast(([first]) => first < cursor.t) ?? found[found.length - 1]);
  moveTo(next[0]);
}
