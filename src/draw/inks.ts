import type { Theme } from './ramps.ts';

/** The colours of `tokens.css` in saved pictures and on canvases, which no style sheet reaches. */
export interface Inks {
  readonly paper: string;
  readonly ink: string;
  readonly ink2: string;
  readonly ink3: string;
  readonly rule: string;
  readonly rule2: string;
}

export const INKS: Readonly<Record<Theme, Inks>> = {
  light: { paper: '#ffffff', ink: '#1c1b19', ink2: '#55524c', ink3: '#6e6a63', rule: '#e4e2dd', rule2: '#c9c6bf' },
  dark: { paper: '#141619', ink: '#f0eeea', ink2: '#b5b2ab', ink3: '#96938c', rule: '#2c3036', rule2: '#474c54' },
};
