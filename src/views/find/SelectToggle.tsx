import { useEffect } from 'react';
import { useApp, useAppStore } from '../StoreContext.tsx';
import buttonsStyles from '../ui/buttons.module.css';
import styles from './SelectToggle.module.css';

/** While it is on, a plain drag over the text selects a span. It turns off when its page closes. */
export function SelectToggle() {
  const { setSelecting } = useAppStore().getState();
  const isSelecting = useApp((state) => state.isSelecting);
  useEffect(() => () => setSelecting(false), [setSelecting]);
  return (
    <button
      type="button"
      className={`${buttonsStyles.button} ${styles.selectToggle}`}
      aria-pressed={isSelecting}
      title="A drag over the text selects while this is on; Shift with a drag always does"
      onClick={() => setSelecting(!isSelecting)}
    >
      Select by dragging
    </button>
  );
}
