import { useSyncExternalStore } from 'react';
import type { AppState } from '../store/state.ts';
import { useApp } from './StoreContext.tsx';

const prefersDark = matchMedia('(prefers-color-scheme: dark)');

function subscribe(listener: () => void): () => void {
  prefersDark.addEventListener('change', listener);
  return () => prefersDark.removeEventListener('change', listener);
}

export function resolveTheme(theme: AppState['theme'], systemIsDark: boolean): 'light' | 'dark' {
  if (theme !== 'system') return theme;
  return systemIsDark ? 'dark' : 'light';
}

/** Puts the theme on the page. */
export function applyTheme(theme: AppState['theme']): void {
  document.documentElement.dataset.theme = resolveTheme(theme, prefersDark.matches);
}

/** The theme that is shown now: canvases need it, elements take their colours from tokens.css. */
export function useTheme(): 'light' | 'dark' {
  const theme = useApp((state) => state.theme);
  const systemIsDark = useSyncExternalStore(subscribe, () => prefersDark.matches);
  return resolveTheme(theme, systemIsDark);
}
