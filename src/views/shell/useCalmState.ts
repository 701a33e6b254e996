import { useEffect, useState } from 'react';
import type { AppState } from '../../store/state.ts';
import { useAppStore } from '../StoreContext.tsx';

type Change = (state: AppState, before: AppState) => boolean;

/**
 * The state, renewed at most every `interval` milliseconds: at once when nothing was shown for so long, else when the
 * interval is over, so that the last change is never missed. A change that `isUrgent` is shown at once.
 */
export function useCalmState(interval: number, concerns: Change, isUrgent: Change): AppState {
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
