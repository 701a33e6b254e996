import type { Question } from '../../lessons/lesson.ts';
import { Button } from '../ui/Button.tsx';
import styles from './LessonPanel.module.css';

interface QuestionPartProps {
  readonly ask: Question;
  /** The choice that was made; null before. */
  readonly chosen: number | null;
  /** The question, and what is seen, with their numbers. */
  readonly question: string;
  readonly because: string;
  /** The right choice, as it was measured; null before. */
  readonly right: number | null;
  readonly onChoose: (choice: number) => void;
}

/** A question to be answered before one looks, and what there is to see once it is. */
export function QuestionPart({ ask, chosen, question, because, right, onChoose }: QuestionPartProps) {
  return (
    <>
      <fieldset className={styles.question}>
        <legend>{question}</legend>
        {ask.choices.map((choice, k) => (
          <Button
            key={choice}
            className={styles.choice}
            aria-pressed={chosen === k}
            disabled={chosen !== null}
            data-right={(chosen !== null && right === k) || undefined}
            onClick={() => onChoose(k)}
          >
            {choice}
            {chosen !== null && right === k ? <span className={styles.choiceMark}>measured</span> : null}
            {chosen === k && right !== k ? <span className={styles.choiceMark}>your guess</span> : null}
          </Button>
        ))}
      </fieldset>
      <div role="status" aria-label="Answer">
        {chosen === null ? null : (
          <p className={styles.because}>
            <b>{verdict(chosen, right, ask.choices)}</b> {because}
          </p>
        )}
      </div>
    </>
  );
}

function verdict(chosen: number, right: number | null, choices: readonly string[]): string {
  if (right === null) return 'Being measured…';
  if (right === chosen) return 'Right.';
  return right < 0 ? 'None of these.' : `Measured: ${choices[right]}.`;
}
