import { useEffect, useId, useRef, type ReactNode } from 'react';

/** A native modal dialog: focus stays inside, Escape closes, focus goes back to where it was. */
export function Dialog(props: {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
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
    <dialog ref={element} className="dialog" aria-labelledby={heading} onClose={onClose}>
      {open && (
        <div className="dialog-body">
          <div className="dialog-head">
            <h2 id={heading}>{props.title}</h2>
            <button type="button" className="quiet" onClick={onClose}>
              Close
            </button>
          </div>
          {props.children}
        </div>
      )}
    </dialog>
  );
}
