import { useEffect, useId, useRef } from 'react';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { Button } from '../ui/Button.tsx';
import dialogStyles from '../ui/Dialog.module.css';
import styles from './LossQuestion.module.css';

/** Asks before much training is lost. Cancel has the focus. Cancel and Escape change nothing. */
export function LossQuestion() {
  const store = useAppStore();
  const question = useApp((state) => state.question);
  const element = useRef<HTMLDialogElement>(null);
  const cancel = useRef<HTMLButtonElement>(null);
  const id = useId();
  const isOpen = question !== null;
  useEffect(() => {
    const dialog = element.current;
    if (!dialog || dialog.open === isOpen) return undefined;
    if (!isOpen) {
      dialog.close();
      return undefined;
    }
    // Enter in a field may have asked the question. Opened at once, the dialog would take that key as a press of
    // Cancel.
    const timer = setTimeout(() => {
      dialog.showModal();
      cancel.current?.focus();
    });
    return () => clearTimeout(timer);
  }, [isOpen]);
  const answer = (goOn: boolean) => () => store.getState().answer(goOn);
  return (
    <dialog
      ref={element}
      className={`${dialogStyles.dialog} ${styles.question}`}
      role="alertdialog"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onCancel={answer(false)}
    >
      {question && (
        <div className={dialogStyles.dialogBody}>
          <h2 id={`${id}-title`}>End this training?</h2>
          <p id={`${id}-text`}>
            {question.message} {question.action}
          </p>
          <div className={`${dialogStyles.dialogActions} ${styles.questionActions}`}>
            <Button ref={cancel} onClick={answer(false)}>
              Cancel
            </Button>
            <Button kind="primary" onClick={answer(true)}>
              End the training
            </Button>
          </div>
        </div>
      )}
    </dialog>
  );
}
