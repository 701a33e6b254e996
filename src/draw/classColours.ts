import type { Theme } from './ramps.ts';

/**
 * Colours of character classes. They differ from the colours of cells, signs and gradients, and each has a contrast
 * of at least 3 to 1 with the background. Lower-case letters, the most frequent class, have the least prominent
 * colours.
 */
const COLOURS: Readonly<Record<Theme, readonly string[]>> = {
  light: ['#1c1b19', '#c2388f', '#858079', '#4d7c0f', '#0b7fab', '#8b5a2b', '#8a7a00'],
  dark: ['#f0eeea', '#f07cc4', '#8d8a84', '#9ccc4f', '#54c1ea', '#cf9a66', '#d6c545'],
};

/** Colours of the classes in their order: space, vowel, consonant, capital, digit, punctuation, other. */
export function classColours(theme: Theme): readonly string[] {
  return COLOURS[theme];
}

/** Colour of de-emphasised marks. */
export function dimmed(theme: Theme): string {
  return theme === 'light' ? '#e4e2dd' : '#2c3036';
}
