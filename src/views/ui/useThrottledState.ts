import { useEffect, useState } from 'react';
import type { AppState } from '../../state/state.ts';
import { useAppStore } from '../StoreContext.tsx';

type Change = (state: AppState, before: AppState) => boolean;

/**
 * The state, updated at most every `interval` milliseconds. It is updated at once if the last update is long enough
 * ago, otherwise when the interval ends, so that no change is missed. A change that `isUrgent` is shown at once.
 */
export function useThrottledState(interval: number, concerns: Change, isUrgent: Change): AppState {
  const store = useAppStore();
  const [shown, setShown] = useState<AppState>(() => store.getState());
  useEffect(() => {
    let last = -Infinity;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (): void => {
      clearTimeout(timer);
      timer = undefined;
      last = performance.now();
      setShown(store.getState());
    };
    show();
    const unsubscribe = store.subscribe((state, before) => {
      if (!concerns(state, before)) return;
      if (isUrgent(state, before)) show();
      else timer ??= setTimeout(show, Math.max(0, last + interval - performance.now()));
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [store, interval, concerns, isUrgent]);
  return shown;
}
