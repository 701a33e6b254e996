/** Sentences with readings in them. */
import type { AppState } from '../state/state.ts';
import { formatRead, readingOf } from './readings.ts';

/** What stands in the place of a number that is not measured yet. */
export const BEING_MEASURED = '(being measured)';

const PLACE = /\{([^}]+)\}/g;

/** The readings of a sentence, in its order. */
export function readingsIn(sentence: string): readonly string[] {
  return [...sentence.matchAll(PLACE)].map(([, name]) => name!);
}

/** The sentence with its numbers as they are measured now. @param state null where the page shows something else */
export function spoken(sentence: string, state: AppState | null): string {
  return sentence.replaceAll(PLACE, (_, name: string) => {
    const read = state && readingOf(state, name);
    return read === null ? BEING_MEASURED : formatRead(name, read);
  });
}
