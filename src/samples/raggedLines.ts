import { createRandom } from '../engine/random.ts';
import { between } from './choices.ts';
import { clause, joint } from './quayClauses.ts';

const LENGTH = 100_000;
/** Every line has its own width in this range. */
const LEAST_WIDTH = 20;
const MOST_WIDTH = 44;
/** The share of nouns with an adjective, so that breaks come after words of all lengths. */
const ADORNED = 0.3;

/**
 * An endless tale, broken at spaces into lines of varying widths, with nothing else that changes along a line. The
 * longer a line is, the likelier it breaks at the next space, which can be predicted only by counting characters.
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
