import { createContext, use, type ReactNode } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { AppActions, AppState } from '../store/state.ts';

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
