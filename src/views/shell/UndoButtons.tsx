import { useApp, useAppStore } from '../StoreContext.tsx';
import { Button } from '../ui/Button.tsx';
import { RedoIcon, UndoIcon } from '../ui/Icons.tsx';
import styles from './UndoButtons.module.css';

/** Undo and Redo. Their names say what they would undo and redo. */
export function UndoButtons() {
  const store = useAppStore();
  const { undo, redo } = store.getState();
  return (
    <span className={styles.pair} role="group" aria-label="Undo and redo">
      <HistoryButton direction="undo" word="Undo" keys="Ctrl+Z" shortcut="Control+Z" onClick={() => void undo()} />
      <HistoryButton
        direction="redo"
        word="Redo"
        keys="Ctrl+Shift+Z"
        shortcut="Control+Shift+Z"
        onClick={() => void redo()}
      />
    </span>
  );
}

function HistoryButton(props: {
  readonly direction: 'undo' | 'redo';
  readonly word: string;
  readonly keys: string;
  readonly shortcut: string;
  readonly onClick: () => void;
}) {
  const { direction, word, keys, shortcut, onClick } = props;
  const next = useApp((state) => state.undoable[direction]);
  const name = next ? `${word}: ${next.what}` : `Nothing to ${direction}`;
  return (
    <Button
      kind="quiet"
      className={styles.historyButton}
      aria-label={name}
      title={next ? `${name} (${keys})` : name}
      aria-keyshortcuts={shortcut}
      // It keeps the focus of a person who presses it until nothing is left.
      aria-disabled={next === null}
      onClick={onClick}
    >
      {direction === 'undo' ? <UndoIcon /> : <RedoIcon />}
    </Button>
  );
}
