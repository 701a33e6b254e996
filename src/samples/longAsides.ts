import { createRandom } from '../engine/random.ts';
import { clause, gap, type VerbEnding } from './quayClauses.ts';

const LENGTH = 100_000;
const OPENS = 0.3;
const CLOSES = 0.35;
/** The verb's ending by the number of open brackets. */
const ENDINGS: readonly VerbEnding[] = ['ed', 's', 'ing'];

/**
 * An endless tale with asides in round brackets, and asides within asides. They open and close at random after one to
 * many clauses, with the same words inside and outside. The tale is told in the past ("mended"), an aside in the
 * present ("mends"), and an aside within it in participles ("mending"). The next verb's ending can therefore be
 * predicted only from the number of open brackets.
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
