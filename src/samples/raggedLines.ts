import { createRandom } from '../engine/random.ts';
import { between } from './choices.ts';
import { clause, joint } from './quayClauses.ts';

const LENGTH = 100_000;
/** Every line has a width of its own in this range. */
const LEAST_WIDTH = 20;
const MOST_WIDTH = 44;
/** Share of the nouns that have an adjective before them: breaks fall after words of all lengths. */
const ADORNED = 0.3;

/**
 * A tale that is never over, broken at spaces into lines of ever other widths, with nothing else that changes along a line.
 * The further a line has gone, the likelier it breaks at the next space: that is known only from counting characters.
 */
export function raggedLines(seed = 1): string {
  const random = createRandom(seed, 'samples/ragged-lines');
  const nextWidth = (): number => between(random, LEAST_WIDTH, MOST_WIDTH);
  let text = '';
  let line = '';
  let width = nextWidth();
  while (text.length < LENGTH) {
    for (const word of `${clause(random, 'ed', ADORNED)} ${joint(random)}`.split(' ')) {
      if (line.length + 1 + word.length > width) {
        text += `${line}\n`;
        line = word;
        width = nextWidth();
      } else {
        line += line === '' ? word : ` ${word}`;
      }
    }
  }
  return text;
}
