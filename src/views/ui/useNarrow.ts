import { useSyncExternalStore } from 'react';
import { NARROW } from '../chart/timeZoom.ts';

/** For screens only, so that a print has the layout of the screen. */
const QUERY = `screen and (max-width: ${NARROW - 0.02}px)`;

function subscribe(onChange: () => void): () => void {
  const query = matchMedia(QUERY);
  query.addEventListener('change', onChange);
  return () => query.removeEventListener('change', onChange);
}

/** Whether the page is too narrow for a gutter and a side column. */
export function isNarrow(): boolean {
  return matchMedia(QUERY).matches;
}

/** `isNarrow`, followed. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, isNarrow);
}
