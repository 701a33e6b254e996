/** Where a reader is among the lessons. */
import { type Codec, either, oneOf, tuple, wholeNumber } from './codecs.ts';

/** The names of the lessons in addresses and in stored progress, in the order of the list; never changed. */
export const LESSON_IDS = [
  'hello',
  'lstm',
  'gru',
  'bptt',
  'vanishing',
  'exploding',
  'reach',
  'cells',
  'bits',
  'slips',
] as const;
export type LessonId = (typeof LESSON_IDS)[number];

/** The most steps of a lesson. */
export const MAX_STEPS = 20;

export interface StepPlace {
  readonly lesson: LessonId;
  /** Counted from 1, as people read it. */
  readonly step: number;
}

/** The list of lessons, or a step of one. */
export type LessonPlace = 'list' | StepPlace;

/** Written as "list" or as "vanishing.2". */
export const lessonPlace: Codec<LessonPlace> = either(
  oneOf(['list']),
  tuple<StepPlace>({ lesson: oneOf(LESSON_IDS), step: wholeNumber(1, MAX_STEPS) }),
);

/** The step that is open; null where none is. */
export function stepOf(place: LessonPlace | null): StepPlace | null {
  return place === 'list' ? null : place;
}
