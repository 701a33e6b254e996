import { useEffect, useMemo } from 'react';
import { MAX_CAPTION_CHARS } from '../../limits/limits.ts';
import { MESSAGES } from '../../limits/messages.ts';
import type { Pin } from '../../state/pins.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { download } from '../shell/files.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import dialogListStyles from '../ui/dialogList.module.css';
import fieldsStyles from '../ui/fields.module.css';
import dialogStyles from '../ui/Dialog.module.css';
import noteStyles from '../ui/note.module.css';
import styles from './ReportDialog.module.css';

/** The pictures of the report, and the button that saves it. */
export function ReportDialog(props: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Dialog title="Report" {...props}>
      <ReportParts />
    </Dialog>
  );
}

function ReportParts() {
  const store = useAppStore();
  const pins = useApp((state) => state.pins);
  const save = async (): Promise<void> => {
    await store.getState().listExperiments();
    try {
      const { reportFile } = await import('./reportFile.ts');
      const file = reportFile(store.getState());
      if (file) download(file.name, file.bytes);
    } catch {
      store.getState().say(MESSAGES.reportNotSaved());
    }
  };
  return (
    <>
      <p>
        A report is one HTML file with the networks, their curves, the text, all settings, how to repeat the experiment,
        and the pictures that you pinned. Any browser opens it, without this page and without a network.
      </p>
      {pins.length === 0 ? (
        <p className={noteStyles.note}>
          No picture is pinned yet. The menu beside the title of a picture pins it as it looks.
        </p>
      ) : (
        <ol className={dialogListStyles.dialogList}>
          {pins.map((pin, k) => (
            <PinLine key={pin.id} pin={pin} isFirst={k === 0} isLast={k === pins.length - 1} />
          ))}
        </ol>
      )}
      <p className={dialogStyles.dialogActions}>
        <Button kind="primary" onClick={() => void save()}>
          Save report
        </Button>
      </p>
    </>
  );
}

function PinLine(props: { readonly pin: Pin; readonly isFirst: boolean; readonly isLast: boolean }) {
  const { pin, isFirst, isLast } = props;
  const store = useAppStore();
  const { changePin, movePin, unpin } = store.getState();
  const src = useImage(pin.svg);
  const { id, title, caption } = pin;
  return (
    <li className={styles.pin} aria-label={title}>
      <img className={styles.preview} src={src} alt="" />
      <div className={styles.words}>
        <input
          className={`${fieldsStyles.field} ${styles.pinTitle}`}
          aria-label="Title"
          defaultValue={title}
          maxLength={MAX_CAPTION_CHARS}
          onChange={(event) => changePin(id, { title: event.currentTarget.value })}
        />
        <textarea
          aria-label="Caption"
          placeholder="Caption"
          rows={2}
          defaultValue={caption}
          maxLength={MAX_CAPTION_CHARS}
          onChange={(event) => changePin(id, { caption: event.currentTarget.value })}
        />
      </div>
      <div className={styles.pinActions}>
        <Button kind="quiet" disabled={isFirst} aria-label={`Move up: ${title}`} onClick={() => movePin(id, -1)}>
          ↑
        </Button>
        <Button kind="quiet" disabled={isLast} aria-label={`Move down: ${title}`} onClick={() => movePin(id, 1)}>
          ↓
        </Button>
        <Button kind="quiet" aria-label={`Remove: ${title}`} onClick={() => unpin(id)}>
          Remove
        </Button>
      </div>
    </li>
  );
}

/** An address of a picture for as long as it is shown. */
function useImage(svg: Uint8Array): string {
  const src = useMemo(
    () => URL.createObjectURL(new Blob([svg as Uint8Array<ArrayBuffer>], { type: 'image/svg+xml' })),
    [svg],
  );
  useEffect(() => () => URL.revokeObjectURL(src), [src]);
  return src;
}
