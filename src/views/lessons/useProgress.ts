import { useCallback, useState } from 'react';
import { lessonOf } from '../../lessons/findLesson.ts';
import type { LessonId, StepPlace } from '../../state/lessonPlace.ts';
import { type LessonProgress, type Progress, readProgress, writeProgress } from '../../storage/lessonProgress.ts';

/** Progress in a lesson that nobody has opened. */
export const NOT_BEGUN: LessonProgress = { step: 1, isDone: false, answers: {} };

export interface ProgressActions {
  /** A step is open. */
  reach(place: StepPlace): void;
  answer(place: StepPlace, choice: number): void;
  /** Forgets the answers of a lesson, to be taken again. */
  forget(lesson: LessonId): void;
  /** The reader's stored experiment, from which a lesson leads away; null once they are back. */
  keepOwn(id: string | null): void;
}

/** How far the reader is, kept in the browser. */
export function useProgress(): readonly [Progress, ProgressActions] {
  const [progress, setProgress] = useState(readProgress);
  const change = useCallback((changed: (before: Progress) => Progress): void => {
    setProgress((before) => {
      const next = changed(before);
      if (next !== before) writeProgress(next);
      return next;
    });
  }, []);
  const [actions] = useState((): ProgressActions => {
    const inLesson = (id: LessonId, changed: (before: LessonProgress) => LessonProgress): void =>
      change((before) => {
        const lesson = changed(before.lessons[id] ?? NOT_BEGUN);
        return { ...before, lessons: { ...before.lessons, [id]: lesson } };
      });
    return {
      reach: ({ lesson, step }) =>
        inLesson(lesson, (before) => ({
          ...before,
          step,
          isDone: before.isDone || step >= lessonOf(lesson).steps.length,
        })),
      answer: ({ lesson, step }, choice) =>
        inLesson(lesson, (before) => ({ ...before, answers: { ...before.answers, [step]: choice } })),
      forget: (lesson) => inLesson(lesson, () => NOT_BEGUN),
      keepOwn: (own) => change((before) => (before.own === own ? before : { ...before, own })),
    };
  });
  return [progress, actions];
}
