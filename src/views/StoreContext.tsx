import { createContext, use, useCallback, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { AppActions } from '../state/actions.ts';
import type { AppState } from '../state/state.ts';
import type { Ui } from '../state/ui.ts';

export type AppStore = StoreApi<AppState & AppActions>;

const StoreContext = createContext<AppStore | null>(null);

export function StoreProvider(props: { readonly store: AppStore; readonly children: ReactNode }) {
  return <StoreContext value={props.store}>{props.children}</StoreContext>;
}

/** The store itself: for event handlers and for drawing outside React. */
export function useAppStore(): AppStore {
  const store = use(StoreContext);
  if (!store) throw new Error('no StoreProvider above this component');
  return store;
}

/** One selected value of the store; the component renders again when it changes (compared by identity). */
export function useApp<T>(selector: (state: AppState & AppActions) => T): T {
  return useStore(useAppStore(), selector);
}

/** One choice about the page and what changes it. The component renders again when this choice changes, and for no other. */
export function useUi<K extends keyof Ui>(key: K): readonly [value: Ui[K], set: (value: Ui[K]) => void] {
  const store = useAppStore();
  const value = useStore(store, (state) => state.ui[key]);
  const set = useCallback((next: Ui[K]) => store.getState().setUi({ [key]: next }), [store, key]);
  return [value, set];
}
