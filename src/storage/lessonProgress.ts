/** How far a reader came in each lesson, kept in the browser. */

/** Whatever this page stores under a key of its own begins with `unrolled.` (see erase.ts). */
const KEY = 'unrolled.lessons';

export interface LessonProgress {
  /** The step that was open last, from 1. */
  readonly step: number;
  /** Whether the last step was reached. */
  readonly isDone: boolean;
  /** The choice at each step that was answered, by the step's number. */
  readonly answers: Readonly<Record<number, number>>;
}

export interface Progress {
  /** By lesson. */
  readonly lessons: Readonly<Record<string, LessonProgress>>;
  /** The reader's stored experiment, from which a lesson led away; null where there is none. */
  readonly own: string | null;
}

const NO_PROGRESS: Progress = { lessons: {}, own: null };

/** What is kept, as far as it can be read: nothing where the browser stores nothing. */
export function readProgress(): Progress {
  try {
    return fitted(JSON.parse(localStorage.getItem(KEY) ?? 'null'));
  } catch {
    return NO_PROGRESS;
  }
}

export function writeProgress(progress: Progress): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(progress));
  } catch {
    // The browser allows no storage: the lessons forget.
  }
}

/** Only what has the right form. */
function fitted(saved: unknown): Progress {
  if (!isRecord(saved)) return NO_PROGRESS;
  const lessons = isRecord(saved['lessons']) ? Object.entries(saved['lessons']) : [];
  return {
    lessons: Object.fromEntries(lessons.flatMap(([id, one]) => (isProgress(one) ? [[id, one]] : []))),
    own: typeof saved['own'] === 'string' ? saved['own'] : null,
  };
}

function isProgress(one: unknown): one is LessonProgress {
  if (!isRecord(one)) return false;
  const { step, isDone, answers } = one;
  if (!isCount(step) || typeof isDone !== 'boolean' || !isRecord(answers)) return false;
  return Object.values(answers).every(isCount);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < 1000;
}
