import { useSyncExternalStore } from 'react';
import { NARROW } from '../timeWindow.ts';

const QUERY = `(max-width: ${NARROW - 0.02}px)`;

function subscribe(onChange: () => void): () => void {
  const query = matchMedia(QUERY);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}

/** Whether the page is too narrow for a gutter and a side column. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, () => matchMedia(QUERY).matches);
}
