/** Which choice is right, by what the page measures. */
import type { AppState } from '../state/state.ts';
import type { Question } from './lesson.ts';
import { readingOf } from './readings.ts';

/** The readings on which the answer depends. */
export function readingsFor({ right }: Question): readonly string[] {
  if (typeof right === 'number') return [];
  if ('reading' in right) return [right.reading];
  if ('text' in right) return [right.text];
  return 'largest' in right ? right.largest : right.smallest;
}

/** The place of the right choice; null while a reading that decides is not measured; −1 if what was measured is none of them. */
export function rightChoice(question: Question, state: AppState): number | null {
  const { right, choices } = question;
  if (typeof right === 'number') return right;
  const read = readingsFor(question).map((name) => readingOf(state, name));
  if (read.includes(null)) return null;
  if ('text' in right) return choices.indexOf(String(read[0]));
  const numbers = read.map(Number);
  if ('reading' in right) return right.edges.filter((edge) => numbers[0]! >= edge).length;
  return numbers.indexOf('largest' in right ? Math.max(...numbers) : Math.min(...numbers));
}
