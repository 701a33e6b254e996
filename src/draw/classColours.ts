import type { Theme } from './ramps.ts';

/**
 * Colours of kinds of characters, for pictures in which neither cells nor signs nor gradients are shown: seven that are
 * none of theirs, each at least 3 to 1 with the ground. Small letters, the most frequent, are the quietest.
 */
const COLOURS: Readonly<Record<Theme, readonly string[]>> = {
  light: ['#1c1b19', '#c2388f', '#858079', '#4d7c0f', '#0b7fab', '#8b5a2b', '#8a7a00'],
  dark: ['#f0eeea', '#f07cc4', '#8d8a84', '#9ccc4f', '#54c1ea', '#cf9a66', '#d6c545'],
};

/** Colours of the classes in their order: space, vowel, consonant, capital, digit, punctuation, other. */
export function classColours(theme: Theme): readonly string[] {
  return COLOURS[theme];
}

/** Colour of what is not brought forward. */
export function dimmed(theme: Theme): string {
  return theme === 'light' ? '#e4e2dd' : '#2c3036';
}
