import { PictureMenu } from '../picture/PictureMenu.tsx';
import { Predictions } from './Predictions.tsx';
import { Reading } from './Reading.tsx';
import styles from './AtCursor.module.css';

/** The selected value at the cursor, and the most probable next characters. */
export function AtCursor() {
  return (
    <div data-part="band-side">
      <span className={styles.saveText}>
        <PictureMenu of="text" />
      </span>
      <Reading />
      <Predictions />
    </div>
  );
}
