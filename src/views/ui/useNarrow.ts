import { useSyncExternalStore } from 'react';
import { NARROW } from '../chart/timeZoom.ts';
import { takenWidth } from './pointerOn.ts';

/** For screens only, so that a print has the layout of the screen. */
const query = (): MediaQueryList => matchMedia(`screen and (max-width: ${NARROW + takenWidth() - 0.02}px)`);

function subscribe(onChange: () => void): () => void {
  const now = query();
  now.addEventListener('change', onChange);
  // The page may become narrower while the window stays as it is.
  addEventListener('resize', onChange);
  return () => {
    now.removeEventListener('change', onChange);
    removeEventListener('resize', onChange);
  };
}

/** Whether the page is too narrow for a gutter and a side column. */
export function isNarrow(): boolean {
  return query().matches;
}

/** `isNarrow`, followed. */
export function useNarrow(): boolean {
  return useSyncExternalStore(subscribe, isNarrow);
}
