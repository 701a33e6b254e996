import { createRandom } from '../engine/random.ts';
import { clause, gap, type VerbEnding } from './quayClauses.ts';

const LENGTH = 100_000;
const OPENS = 0.3;
const CLOSES = 0.35;
/** What the verb ends in, by how many brackets are open. */
const ENDINGS: readonly VerbEnding[] = ['ed', 's', 'ing'];

/**
 * A tale that is never over, with asides in round brackets, and asides within asides. They open and close by chance after
 * one to many clauses, with the same words inside and outside; but the tale is told in the past ("mended"), an aside in the
 * present ("mends"), an aside within in participles ("mending"). So the next verb's ending is known only from how many
 * brackets are open.
 */
export function longAsides(seed = 1): string {
  const random = createRandom(seed, 'samples/long-asides');
  const deepest = ENDINGS.length - 1;
  let text = '';
  let depth = 0;
  while (text.length < LENGTH || depth > 0) {
    while (depth < deepest && random.uniform() < OPENS) {
      depth++;
      text += '(';
    }
    text += clause(random, ENDINGS[depth]!);
    while (depth > 0 && random.uniform() < CLOSES) {
      depth--;
      text += ')';
    }
    text += gap(random);
  }
  return text;
}
