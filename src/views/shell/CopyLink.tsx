import { useCallback, useState } from 'react';
import { MESSAGES } from '../../limits/messages.ts';
import { linkTo } from '../../session/addressBar.ts';
import { notLinked } from '../../state/address.ts';
import { useAppStore } from '../StoreContext.tsx';
import { copyText } from '../ui/copyText.ts';
import { Dialog } from '../ui/Dialog.tsx';
import styles from './CopyLink.module.css';

interface CopyLink {
  readonly copy: (what: 'page' | 'unit') => void;
  /** Shows the link where the browser lets no page copy. */
  readonly dialog: React.ReactNode;
}

/** Copies links to the clipboard, and says so. */
export function useCopyLink(): CopyLink {
  const store = useAppStore();
  const [refused, setRefused] = useState<string | null>(null);
  const close = useCallback(() => setRefused(null), []);
  const copy = useCallback(
    (what: 'page' | 'unit') => {
      const state = store.getState();
      const link = linkTo(state, what);
      const tell = async (): Promise<void> => {
        if (await copyText(link)) state.say(MESSAGES.linkCopied(notLinked(state)));
        else setRefused(link);
      };
      void tell();
    },
    [store],
  );
  const dialog = (
    <Dialog title="Copy the link" open={refused !== null} onClose={close}>
      <p>This browser does not let the page copy. The link is selected: copy it yourself.</p>
      <textarea
        className={styles.link}
        aria-label="Link"
        readOnly
        rows={5}
        spellCheck={false}
        value={refused ?? ''}
        // The dialog gives the focus to what has this attribute; React's own property would come before it is open.
        ref={(field) => field?.setAttribute('autofocus', '')}
        onFocus={(event) => event.currentTarget.select()}
      />
    </Dialog>
  );
  return { copy, dialog };
}
