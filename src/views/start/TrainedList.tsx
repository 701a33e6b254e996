import { TRAINED } from '../../state/trained.ts';
import { Button } from '../ui/Button.tsx';
import pictureStyles from '../ui/picture.module.css';
import styles from './TrainedList.module.css';

/** A text of one's own, and the trained networks that the page brings along. */
export function TrainedList({ onText }: { readonly onText: () => void }) {
  return (
    <section className={styles.trainedList} aria-labelledby="trained-list">
      <h2 className={pictureStyles.pictureTitle} id="trained-list">
        Or begin with
      </h2>
      <Button kind="plain" aria-haspopup="dialog" onClick={onText}>
        A text of your own…
      </Button>
      <ul aria-label="Trained networks">
        {TRAINED.map(({ name, title, description }) => (
          <li key={name}>
            <a href={`#trained=${name}&w=watch`}>{title}</a> <span>{description}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
