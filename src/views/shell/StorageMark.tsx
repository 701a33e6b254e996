import { useApp, useAppStore } from '../StoreContext.tsx';
import { Button } from '../ui/Button.tsx';
import styles from './StorageMark.module.css';

/** Stands in the header as long as the newest changes are not stored. A press says why. */
export function StorageMark() {
  const store = useAppStore();
  const trouble = useApp(({ storage }) => storage.trouble);
  if (!trouble) return null;
  return (
    <Button
      kind="quiet"
      className={styles.mark}
      title={`${trouble.message} ${trouble.action}`}
      onClick={() => store.getState().say(trouble)}
    >
      Not stored
    </Button>
  );
}
