/** Classes of characters, for charts that show many timesteps at once. */
export type CharacterClass = 'space' | 'vowel' | 'consonant' | 'capital' | 'digit' | 'punctuation' | 'other';
export const CHARACTER_CLASSES: readonly CharacterClass[] = [
  'space',
  'vowel',
  'consonant',
  'capital',
  'digit',
  'punctuation',
  'other',
];

/**
 * The class of one code point. space: any whitespace. capital: an upper-case letter of any script. vowel: a, e, i, o,
 * u with any accents. consonant: the other lower-case Latin letters. punctuation: includes mathematical and currency
 * signs. Letters of other scripts and pictographs are `other`.
 */
export function characterClass(symbol: string): CharacterClass {
  if (/^\s$/u.test(symbol)) return 'space';
  if (/^\p{Lu}$/u.test(symbol)) return 'capital';
  if (/^\p{Nd}$/u.test(symbol)) return 'digit';
  if (/^[\p{P}\p{Sm}\p{Sc}\p{Sk}]$/u.test(symbol)) return 'punctuation';
  if (/^\p{Script=Latin}$/u.test(symbol)) return /^[aeiou]/u.test(symbol.normalize('NFD')) ? 'vowel' : 'consonant';
  return 'other';
}
