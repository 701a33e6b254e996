import { useEffect, useState } from 'react';
import { fittedPlace, lessonOf } from '../../lessons/findLesson.ts';
import { trainedOf } from '../../state/address.ts';
import { type LessonId, stepOf, type StepPlace } from '../../state/lessonPlace.ts';
import { useApp, useAppStore, useUi } from '../StoreContext.tsx';
import { Button } from '../ui/Button.tsx';
import { LessonList } from './LessonList.tsx';
import { LessonStep } from './LessonStep.tsx';
import { openStep, provoke } from './openStep.ts';
import { NOT_BEGUN, useProgress } from './useProgress.ts';
import styles from './LessonPanel.module.css';

/** The list of lessons or one step of one, beside the page that it drives. @param onText opens the dialog with the reader's text */
export function LessonPanel({ onText }: { readonly onText: () => void }) {
  const store = useAppStore();
  const [place, setPlace] = useUi('lesson');
  const [progress, { reach, answer, forget, keepOwn }] = useProgress();
  const [isFolded, setIsFolded] = useState(false);
  const [isLeaving, setIsLeaving] = useState(false);
  const [isOpening, setIsOpening] = useState(false);
  const given = stepOf(place);
  const open = given && fittedPlace(given);
  const own = useOwnStored(progress.own);
  const at = open ? `${open.lesson}.${open.step}` : '';
  useEffect(() => {
    const now = stepOf(store.getState().ui.lesson);
    if (now && at !== '') reach(fittedPlace(now));
  }, [store, at, reach]);

  const go = async (to: StepPlace): Promise<void> => {
    const { experiment } = store.getState().storage;
    if (experiment !== null && trainedOf(store.getState()) === null) keepOwn(experiment);
    setIsOpening(true);
    await openStep(store, to, progress.lessons[to.lesson]?.answers[to.step] !== undefined);
    setIsOpening(false);
  };
  const begin = (lesson: LessonId): void => {
    const before = progress.lessons[lesson];
    const isNew = !before || before.isDone;
    if (before?.isDone) forget(lesson);
    void go({ lesson, step: isNew ? 1 : Math.min(before.step, lessonOf(lesson).steps.length) });
  };
  const leave = (): void => {
    provoke(store, null);
    setPlace(null);
  };
  const close = (): void => (own === null || isLeaving ? leave() : setIsLeaving(true));

  return (
    <section className={styles.lesson} aria-label="Lesson" data-part="lesson" data-folded={isFolded || undefined}>
      <div className={styles.lessonBar}>
        {open && !isLeaving ? (
          <Button kind="quiet" onClick={() => setPlace('list')}>
            All lessons
          </Button>
        ) : null}
        <span className={styles.opening} role="status">
          {isOpening ? 'Opening…' : ''}
        </span>
        <Button
          kind="quiet"
          className={styles.fold}
          aria-expanded={!isFolded}
          onClick={() => setIsFolded((folded) => !folded)}
        >
          {isFolded ? 'Show lesson' : 'Fold lesson'}
        </Button>
        <Button kind="quiet" onClick={close}>
          Close lesson
        </Button>
      </div>
      {isLeaving ? (
        <Leaving
          onReturn={() => {
            provoke(store, null);
            keepOwn(null);
            setPlace(null);
            void store.getState().openExperiment(own!);
          }}
          onStay={leave}
        />
      ) : open ? (
        <LessonStep
          place={open}
          progress={progress.lessons[open.lesson] ?? NOT_BEGUN}
          onGo={(to) => void go(to)}
          onAnswer={(choice) => answer(open, choice)}
          onText={onText}
        />
      ) : (
        <LessonList progress={progress} onOpen={begin} />
      )}
    </section>
  );
}

/** The reader's own stored experiment, where the page shows another one now; else null. */
function useOwnStored(own: string | null): string | null {
  const shown = useApp((state) => state.storage.experiment);
  const status = useApp((state) => state.storage.status);
  return status === 'off' || own === shown ? null : own;
}

function Leaving({ onReturn, onStay }: { readonly onReturn: () => void; readonly onStay: () => void }) {
  return (
    <div className={styles.content} role="group" aria-label="Your experiment">
      <p className={styles.says}>Your own experiment is stored as you left it.</p>
      <div className={styles.leaving}>
        <Button kind="primary" className={styles.action} onClick={onReturn}>
          Return to your experiment
        </Button>
        <Button className={styles.action} onClick={onStay}>
          Stay with this network
        </Button>
      </div>
    </div>
  );
}
