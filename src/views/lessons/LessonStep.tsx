import { useEffect, useRef, useState } from 'react';
import { lessonOf, stepAt } from '../../lessons/findLesson.ts';
import { rightChoice } from '../../lessons/rightChoice.ts';
import { BEING_MEASURED } from '../../lessons/sentences.ts';
import type { StepPlace } from '../../state/lessonPlace.ts';
import type { LessonProgress } from '../../storage/lessonProgress.ts';
import { useAppStore } from '../StoreContext.tsx';
import { Button } from '../ui/Button.tsx';
import { openStep } from './openStep.ts';
import { QuestionPart } from './QuestionPart.tsx';
import { useIsThere } from './useIsThere.ts';
import { useLook } from './useLook.ts';
import { useKnown, useMeasuredState, useSpoken } from './useSpoken.ts';
import styles from './LessonPanel.module.css';

interface LessonStepProps {
  readonly place: StepPlace;
  readonly progress: LessonProgress;
  readonly onGo: (place: StepPlace) => void;
  readonly onAnswer: (choice: number) => void;
  /** Opens the dialog with the reader's own text. */
  readonly onText: () => void;
}

/** One step: a sentence, a part of the page, and a question. */
export function LessonStep({ place, progress, onGo, onAnswer, onText }: LessonStepProps) {
  const store = useAppStore();
  const { title, steps } = lessonOf(place.lesson);
  const step = stepAt(place);
  const chosen = progress.answers[place.step] ?? null;
  const isAnswered = chosen !== null;
  const isThere = useIsThere(place, isAnswered);
  const state = useMeasuredState();
  const key = `${place.lesson} ${place.step}`;
  const says = useSpoken(step.says, key, isThere, state);
  const question = useSpoken(step.ask?.question ?? '', key, isThere, state);
  const because = useSpoken(step.ask?.because ?? '', `${key} ${isAnswered}`, isThere && isAnswered, state);
  const measured = step.ask && isAnswered && isThere ? rightChoice(step.ask, state) : null;
  const right = useKnown(key, measured);
  useLook(step.look, step);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), [place.lesson]);
  const count = steps.length;
  const last = place.step === count;
  const at = `Step ${place.step} of ${count}`;
  return (
    <>
      <div className={styles.content}>
        <h2 ref={heading} tabIndex={-1} className={styles.title}>
          {title}
        </h2>
        <p className={styles.count}>{at}</p>
        <p className={styles.says}>{says}</p>
        {step.ask ? (
          <QuestionPart
            key={place.step}
            ask={step.ask}
            chosen={chosen}
            question={question}
            because={because}
            right={isAnswered ? right : null}
            onChoose={(choice) => {
              onAnswer(choice);
              if (step.seen !== undefined || step.provoked) void openStep(store, place, true);
            }}
          />
        ) : null}
        {last ? (
          <Button kind="primary" className={styles.action} aria-haspopup="dialog" onClick={onText}>
            Use a text of your own…
          </Button>
        ) : null}
        {isThere ? null : (
          <p className={styles.away}>
            <Button className={styles.action} onClick={() => void openStep(store, place, isAnswered)}>
              Back to this step
            </Button>
          </p>
        )}
      </div>
      <Announced text={`${at}. ${says} ${question}`} of={key} />
      <div className={styles.steps}>
        <Button
          className={styles.action}
          disabled={place.step === 1}
          onClick={() => onGo({ ...place, step: place.step - 1 })}
        >
          Previous step
        </Button>
        <Button
          kind="primary"
          className={styles.action}
          disabled={last}
          onClick={() => onGo({ ...place, step: place.step + 1 })}
        >
          Next step
        </Button>
      </div>
    </>
  );
}

/** Tells a screen reader of a new step, and once more when its numbers are there; they may change while networks learn. */
function Announced({ text, of }: { readonly text: string; readonly of: string }) {
  const [said, setSaid] = useState({ of, text: '' });
  const isNew = said.of !== of || (said.text.includes(BEING_MEASURED) && !text.includes(BEING_MEASURED));
  if (isNew) setSaid({ of, text });
  return (
    <p role="status" aria-label="Step" className="visually-hidden">
      {said.text}
    </p>
  );
}
