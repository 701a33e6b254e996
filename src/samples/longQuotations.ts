import { createRandom } from '../engine/random.ts';
import { clause, gap } from './quayClauses.ts';

const LENGTH = 100_000;
const OPENS = 0.35;
const CLOSES = 0.35;

/**
 * A tale that is never over, with quotations of one to many clauses. Opening and closing marks are the same and come by
 * chance, the words inside and outside are the same; but the tale is told in the past and what is quoted in the present
 * tense. So the next verb's ending is known only from whether the last mark opened or closed, long ago.
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
