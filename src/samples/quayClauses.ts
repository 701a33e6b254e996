/**
 * Clauses of one form, "the tall pilot mended a sail", for texts in which only the ending of the verb depends on the
 * context. The words are the same everywhere, so a few characters reveal little about what is open around them.
 */
import type { Random } from '../engine/random.ts';
import { pick } from './choices.ts';

/** They begin with a consonant, so that "a" fits. */
const PEOPLE = ['pilot', 'smith', 'baker', 'girl', 'boy', 'cook', 'sailor', 'keeper', 'widow', 'captain'];
const THINGS = ['sail', 'rope', 'lamp', 'boat', 'net', 'key', 'bell', 'mast', 'chart', 'barrel', 'basket', 'kettle'];
const LOOKS = ['tall', 'red', 'long', 'green', 'heavy', 'little', 'grey', 'wet', 'narrow', 'broken'];
const JOINTS = ['and', 'but', 'while', 'so', 'then'];

/** Stems that take -ed, -s and -ing without a change of spelling. */
export const VERB_STEMS = [
  'mend',
  'paint',
  'lift',
  'load',
  'clean',
  'follow',
  'guard',
  'pull',
  'turn',
  'want',
  'need',
  'count',
  'sort',
  'fold',
  'mark',
  'pack',
];

export type VerbEnding = 'ed' | 's' | 'ing';

/** The share of the joints that are line breaks. */
const BROKEN = 0.15;

/**
 * A clause such as "the tall pilot mended a sail".
 *
 * @param adorned share of the nouns with an adjective before them
 */
export function clause(random: Random, ending: VerbEnding, adorned = 0.1): string {
  const noun = (nouns: readonly string[]): string => {
    const report = random.uniform() < adorned ? `${pick(random, LOOKS)} ` : '';
    return `${pick(random, ['the', 'a'])} ${report}${pick(random, nouns)}`;
  };
  return `${noun(PEOPLE)} ${pick(random, VERB_STEMS)}${ending} ${noun(THINGS)}`;
}

/** A word such as "and" between two clauses. */
export function joint(random: Random): string {
  return pick(random, JOINTS);
}

/** The text between two clauses: a word in spaces, or sometimes a line break. */
export function gap(random: Random): string {
  return random.uniform() < BROKEN ? '\n' : ` ${joint(random)} `;
}
