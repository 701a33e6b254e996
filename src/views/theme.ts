import { useSyncExternalStore } from 'react';
import type { AppState } from '../state/state.ts';
import type { Ui } from '../state/ui.ts';
import type { StoreApi } from 'zustand/vanilla';
import { useApp } from './StoreContext.tsx';

const DARK = '(prefers-color-scheme: dark)';
/** Paper is light, whatever the screen is. */
const PAPER = 'print';

/**
 * What is listened to. Answers are always asked of a fresh list: Chromium does not report a change to a list that was asked
 * after it, and a page that trains asks many times between two frames.
 */
const heard = [matchMedia(DARK), matchMedia(PAPER)];

function subscribe(listener: () => void): () => void {
  for (const query of heard) query.addEventListener('change', listener);
  return () => {
    for (const query of heard) query.removeEventListener('change', listener);
  };
}

function resolveTheme(theme: Ui['theme'], systemIsDark: boolean): 'light' | 'dark' {
  if (theme !== 'system') return theme;
  return systemIsDark ? 'dark' : 'light';
}

function shownTheme(theme: Ui['theme']): 'light' | 'dark' {
  return matchMedia(PAPER).matches ? 'light' : resolveTheme(theme, matchMedia(DARK).matches);
}

/**
 * Puts the theme on the page, now and whenever it changes. Called before React renders anything: a dark page never flashes
 * light, and canvases that read a colour from the page while React renders another theme find that theme's colours.
 */
export function followTheme(store: StoreApi<AppState>): void {
  const apply = (): void => {
    document.documentElement.dataset.theme = shownTheme(store.getState().ui.theme);
  };
  apply();
  subscribe(apply);
  store.subscribe((state, before) => {
    if (state.ui.theme !== before.ui.theme) apply();
  });
}

/** The theme that is shown now: canvases need it, elements take their colours from tokens.css. */
export function useTheme(): 'light' | 'dark' {
  const theme = useApp((state) => state.ui.theme);
  return useSyncExternalStore(subscribe, () => shownTheme(theme));
}
