/** All lessons, and the addresses of their steps. */
import { readLink } from '../state/address.ts';
import type { ReadLink } from '../state/link.ts';
import { LESSON_IDS, type LessonId, type StepPlace } from '../state/lessonPlace.ts';
import { changedUi } from '../state/ui.ts';
import { BITS } from './bits.ts';
import { BPTT } from './bptt.ts';
import { KNOWN_CELLS } from './knownCells.ts';
import { EXPLODING } from './exploding.ts';
import { GRU } from './gruGate.ts';
import { HELLO } from './hello.ts';
import type { Lesson, Step } from './lesson.ts';
import { INSIDE_LSTM } from './insideLstm.ts';
import { REACH } from './learnedReach.ts';
import { SLIPS } from './slips.ts';
import { VANISHING } from './vanishing.ts';

const ALL: readonly Lesson[] = [HELLO, INSIDE_LSTM, GRU, BPTT, VANISHING, EXPLODING, REACH, KNOWN_CELLS, BITS, SLIPS];

/** In the order of the list. */
export const LESSONS: readonly Lesson[] = LESSON_IDS.map((id) => ALL.find((lesson) => lesson.id === id)!);

export function lessonOf(id: LessonId): Lesson {
  return LESSONS.find((lesson) => lesson.id === id)!;
}

/** The nearest step that the lesson has. */
export function fittedPlace({ lesson, step }: StepPlace): StepPlace {
  return { lesson, step: Math.min(step, lessonOf(lesson).steps.length) };
}

/** The step at a place. */
export function stepAt(place: StepPlace): Step {
  return lessonOf(place.lesson).steps[fittedPlace(place).step - 1]!;
}

/** What an address says of the page at a step. @param isAnswered whether its question is answered */
export function addressAt(place: StepPlace, isAnswered: boolean): string {
  const { at, seen } = stepAt(place);
  const looked = (isAnswered ? seen : undefined) ?? at;
  const { experiment } = lessonOf(place.lesson);
  return NAMES_ONE.test(looked) ? looked : `${experiment}&${looked}`;
}

/** Whether an address names an experiment. */
const NAMES_ONE = /(^|&)(trained|sample)=/;

/** The link to a step, which shows it beside the page. */
export function linkAt(place: StepPlace, isAnswered: boolean): ReadLink {
  const { link, refused } = readLink(addressAt(place, isAnswered));
  return { link: { ...link, ui: changedUi(link.ui, { lesson: fittedPlace(place) }) }, refused };
}
