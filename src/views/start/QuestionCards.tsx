import { QUESTIONS } from './questions.ts';
import { ForgetGateThumbnail, ReachThumbnail, TextThumbnail } from './Thumbnails.tsx';
import styles from './QuestionCards.module.css';

const THUMBNAILS = { reach: ReachThumbnail, gate: ForgetGateThumbnail, text: TextThumbnail } as const;

/** Three questions. Each opens a trained network at the place where the answer is seen. */
export function QuestionCards() {
  return (
    <nav aria-label="Three questions" className={styles.cards}>
      {QUESTIONS.map(({ question, answer, address, picture }) => {
        const Thumbnail = THUMBNAILS[picture];
        return (
          <a key={question} className={styles.card} href={`#${address}`} aria-label={question}>
            <Thumbnail />
            <span className={styles.cardWords}>
              <b>{question}</b>
              <span>{answer}</span>
            </span>
          </a>
        );
      })}
    </nav>
  );
}
