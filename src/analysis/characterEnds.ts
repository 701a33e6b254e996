import { bothEnds, type MeansByCharacter } from './unitWeights.ts';

/** Characters that occur less often say little about a mean, if others occur this often. */
const OFTEN = 3;

/** A character, and the mean of a unit's values where it is read. */
export interface CharacterMean {
  readonly token: number;
  readonly mean: number;
  readonly count: number;
}

/**
 * The characters at which the mean of a unit is highest and lowest, the most extreme first. Characters that occur fewer than three
 * times are left out, unless no character occurs so often. With few characters each end gets half of them.
 */
export function characterEnds(
  { means, counts }: MeansByCharacter,
  each: number,
): { readonly highest: readonly CharacterMean[]; readonly lowest: readonly CharacterMean[] } {
  const least = Math.min(OFTEN, Math.max(1, ...counts));
  const { largest, smallest } = bothEnds(
    means.map((mean, token) => (counts[token] >= least ? mean : Number.NaN)),
    each,
  );
  const of = (token: number): CharacterMean => ({ token, mean: means[token], count: counts[token] });
  return { highest: largest.map(of), lowest: smallest.map(of) };
}
