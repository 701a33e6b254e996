import { useEffect, useRef } from 'react';
import { LESSONS } from '../../lessons/findLesson.ts';
import type { LessonId } from '../../state/lessonPlace.ts';
import type { LessonProgress, Progress } from '../../storage/lessonProgress.ts';
import { Button } from '../ui/Button.tsx';
import styles from './LessonPanel.module.css';

/** All lessons, with how far the reader is in each. */
export function LessonList(props: { readonly progress: Progress; readonly onOpen: (lesson: LessonId) => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div className={styles.content}>
      <h2 ref={heading} tabIndex={-1} className={styles.title}>
        Lessons
      </h2>
      <p className={styles.says}>
        Each drives the page beside it: guess, then see. You may wander off and come back to the step.
      </p>
      <ol className={styles.list}>
        {LESSONS.map(({ id, title, minutes, steps }) => (
          <li key={id}>
            <Button kind="bare" className={styles.lessonEntry} onClick={() => props.onOpen(id)}>
              <b>{title}</b>
              <span>
                {minutes} minutes{describeProgress(props.progress.lessons[id], steps.length)}
              </span>
            </Button>
          </li>
        ))}
      </ol>
    </div>
  );
}

function describeProgress(progress: LessonProgress | undefined, count: number): string {
  if (!progress) return '';
  return progress.isDone ? ', done' : `, at step ${progress.step} of ${count}`;
}
