import { useEffect, useId, useRef, type ReactNode } from 'react';
import { Button } from './Button.tsx';
import styles from './Dialog.module.css';

/** A native modal dialog. The focus stays inside, Escape closes it, and the focus then returns to where it was. */
export function Dialog(props: {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  /** Whether printing prints the dialog and not the page behind it. */
  readonly isPrinted?: boolean;
  readonly children: ReactNode;
}) {
  const element = useRef<HTMLDialogElement>(null);
  const heading = useId();
  const { open, onClose } = props;
  useEffect(() => {
    const dialog = element.current;
    if (!dialog || dialog.open === open) return;
    if (open) dialog.showModal();
    else dialog.close();
  }, [open]);
  return (
    <dialog
      ref={element}
      className={styles.dialog}
      aria-labelledby={heading}
      data-printed={props.isPrinted}
      onClose={onClose}
    >
      {open && (
        <div className={styles.dialogBody}>
          <div className={styles.dialogHead}>
            <h2 id={heading}>{props.title}</h2>
            <Button kind="quiet" onClick={onClose}>
              Close
            </Button>
          </div>
          {props.children}
        </div>
      )}
    </dialog>
  );
}
