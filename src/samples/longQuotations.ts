import { createRandom } from '../engine/random.ts';
import { clause, gap } from './quayClauses.ts';

const LENGTH = 100_000;
const OPENS = 0.35;
const CLOSES = 0.35;

/**
 * An endless tale with quotations of one to many clauses. Opening and closing marks are the same and come at random,
 * and the words inside and outside are the same. The tale is told in the past and quotations are in the present
 * tense. The next verb's ending can therefore be predicted only by remembering whether the last mark, long ago,
 * opened or closed.
 */
export function longQuotations(seed = 1): string {
  const random = createRandom(seed, 'samples/long-quotations');
  let text = '';
  let isOpen = false;
  while (text.length < LENGTH || isOpen) {
    if (!isOpen && random.uniform() < OPENS) {
      isOpen = true;
      text += '"';
    }
    text += clause(random, isOpen ? 's' : 'ed');
    if (isOpen && random.uniform() < CLOSES) {
      isOpen = false;
      text += '"';
    }
    text += gap(random);
  }
  return text;
}
