import { useEffect, useState } from 'react';
import type { AppState } from '../../store/state.ts';
import { useAppStore } from '../StoreContext.tsx';

/**
 * The state, renewed at most every `interval` milliseconds: at once when nothing was shown for so long, else when the
 * interval is over, so that the last change is never missed.
 */
export function useCalmState(interval: number, concerns: (state: AppState, before: AppState) => boolean): AppState {
  const store = useAppStore();
  const [shown, setShown] = useState<AppState>(() => store.getState());
  useEffect(() => {
    let last = -Infinity;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (): void => {
      timer = undefined;
      last = performance.now();
      setShown(store.getState());
    };
    show();
    const unsubscribe = store.subscribe((state, before) => {
      if (timer !== undefined || !concerns(state, before)) return;
      const wait = last + interval - performance.now();
      timer = setTimeout(show, Math.max(0, wait));
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [store, interval, concerns]);
  return shown;
}
