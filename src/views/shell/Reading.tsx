import { readingText } from '../readingText.ts';
import { useApp } from '../StoreContext.tsx';
import styles from './Reading.module.css';

export function Reading() {
  return <p className={styles.reading}>{useApp(readingText)}</p>;
}
