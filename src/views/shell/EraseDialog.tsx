import { useApp, useAppStore } from '../StoreContext.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Button } from '../ui/Button.tsx';
import dialogStyles from '../ui/Dialog.module.css';

/** Asks before everything that the page has stored is erased. */
export function EraseDialog(props: { readonly open: boolean; readonly onClose: () => void }) {
  const store = useAppStore();
  const count = useApp((state) => state.storage.experiments.length);
  const erase = async (): Promise<void> => {
    // Without what stands behind the #, which says what was looked at.
    if (await store.getState().eraseEverything()) location.replace(location.pathname + location.search);
  };
  return (
    <Dialog title="Erase everything stored here?" {...props}>
      <p>
        {count === 1 ? 'One stored experiment' : `${count} stored experiments`}, measured speeds and the copy of the
        page for use without a network are deleted from this browser. This cannot be undone. The page then starts as on
        a first visit.
      </p>
      <p className={dialogStyles.dialogActions}>
        <Button onClick={() => void erase()}>Erase everything</Button>
        <Button kind="primary" onClick={props.onClose}>
          Keep everything
        </Button>
      </p>
    </Dialog>
  );
}
