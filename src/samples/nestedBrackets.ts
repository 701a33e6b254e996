import { createRandom, type Random } from '../engine/random.ts';
import { between, pick } from './choices.ts';

const LENGTH = 10_000;
const DEEPEST = 6;
const PAIRS = ['()', '[]', '{}'] as const;

/**
 * Lines of 20 to 70 characters in which every bracket is closed by its own kind, up to six deep, with letters a to e
 * between them. The next closing bracket can be predicted only from the bracket that was opened last.
 */
export function nestedBrackets(): string {
  const random = createRandom(1, 'samples/nested-brackets');
  let text = '';
  while (text.length < LENGTH) text += `${line(random)}\n`;
  return text;
}

function line(random: Random): string {
  const wanted = between(random, 20, 64);
  /** Closing brackets that are still missing, the next one last. */
  const owed: string[] = [];
  let text = '';
  while (text.length + owed.length < wanted) {
    const choice = random.uniform();
    if (choice < 0.4 && owed.length < DEEPEST) {
      const [open, close] = pick(random, PAIRS);
      text += open;
      owed.push(close!);
    } else if (choice < 0.7 && owed.length > 0) {
      text += owed.pop();
    } else {
      text += pick(random, 'abcde'.split(''));
    }
  }
  return text + owed.reverse().join('');
}
