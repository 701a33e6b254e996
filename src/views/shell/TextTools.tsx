import { FindInText } from './FindInText.tsx';
import { ZoomButtons } from './ZoomButtons.tsx';
import styles from './TextTools.module.css';

/** Search in the text, and zoom. */
export function TextTools() {
  return (
    <div className={styles.textTools} data-unsaved>
      <FindInText />
      <ZoomButtons />
    </div>
  );
}
