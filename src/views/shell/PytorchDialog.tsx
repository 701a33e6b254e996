import { useState } from 'react';
import { notInPytorch, pytorchLinesOf } from '../../exports/savedFiles.ts';
import { useApp } from '../StoreContext.tsx';
import { Scroller } from '../ui/Scroller.tsx';
import { useSelectedModel } from '../useModels.ts';
import { Button } from '../ui/Button.tsx';
import { copyText } from '../ui/copyText.ts';
import { Dialog } from '../ui/Dialog.tsx';
import dialogStyles from '../ui/Dialog.module.css';
import styles from './PytorchDialog.module.css';

/** Lines of Python that load the saved weights of the selected model. */
export function PytorchDialog(props: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Dialog title="Load in PyTorch" {...props}>
      <Lines />
    </Dialog>
  );
}

function Lines() {
  const lines = useApp(pytorchLinesOf);
  const spec = useSelectedModel(({ shown }) => shown?.trace.spec);
  const [copied, setCopied] = useState<string | null>(null);
  if (lines === null || !spec) return <p>No weights are shown yet.</p>;
  const note = notInPytorch(spec);
  const copy = async (): Promise<void> => {
    const isThere = await copyText(lines);
    setCopied(
      isThere ? 'Copied.' : 'This browser does not let the page copy: select the lines and copy them yourself.',
    );
  };
  return (
    <>
      <p>
        <i>Save weights</i> writes a file that these lines load. They need the packages torch and safetensors.
      </p>
      {note && <p>{note.message}</p>}
      <Scroller className={styles.code} label="Lines of Python">
        <pre>
          <code>{lines}</code>
        </pre>
      </Scroller>
      <p className={dialogStyles.dialogActions}>
        <Button onClick={() => void copy()}>Copy</Button>
        <span role="status">{copied}</span>
      </p>
    </>
  );
}
