/** What a lesson is made of: data alone. ARCHITECTURE.md has the recipe. */
import type { Perturbation } from '../analysis/perturbation.ts';
import type { LessonId } from '../state/lessonPlace.ts';

/** How it is decided which choice is right; all but the first are measured on the page. */
type Right =
  /** By definition: its place in the list, from 0. */
  | number
  /** By a number: choice k lies between edge k − 1 and edge k. There is one edge fewer than choices. */
  | { readonly reading: string; readonly edges: readonly number[] }
  /** By which of several readings, one for each choice, is the largest or the smallest. */
  | { readonly largest: readonly string[] }
  | { readonly smallest: readonly string[] }
  /** By a text that is one of the choices. */
  | { readonly text: string };

/** A question to be answered before one looks. */
export interface Question {
  readonly question: string;
  readonly choices: readonly string[];
  readonly right: Right;
  /** What is seen, and why, once it is answered. It may hold readings. */
  readonly because: string;
}

/** Recurrent weights that are multiplied, for the pictures alone, once a question is answered. */
export interface Provoked {
  readonly model: string;
  readonly change: Pick<Perturbation, 'scale'>;
}

export interface Step {
  /** One sentence. Readings stand in it as `{lag.rnn.20}`. */
  readonly says: string;
  /** The part of the page to look at: `picture:` and its id, or `region:` and its accessible name. */
  readonly look: string;
  /** The state of the page, in the keys of links. */
  readonly at: string;
  /** The state in which the answer is seen, where it is another one. */
  readonly seen?: string;
  readonly provoked?: Provoked;
  readonly ask?: Question;
}

export interface Lesson {
  readonly id: LessonId;
  readonly title: string;
  /** How long it takes a reader. */
  readonly minutes: number;
  /** The experiment of its steps, in the keys of links. A step that names one of its own has that. */
  readonly experiment: string;
  /** The last step is the reader's own text. */
  readonly steps: readonly Step[];
}
