import { useState } from 'react';
import { formatCount } from '../../draw/format.ts';
import type { FileToDecide } from '../../state/givenFiles.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { Scroller } from '../ui/Scroller.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { RadioOptions } from '../ui/RadioOptions.tsx';
import noteStyles from '../ui/note.module.css';
import dialogStyles from '../ui/Dialog.module.css';
import styles from './EncodingDialog.module.css';

/** The number of encodings offered at first. A press shows the others. */
const FEW = 4;
/** Characters of the text that are shown beside an encoding's name. */
const SNIPPET = 64;

/** Asks in which encoding a file is to be read, if that is not clear. */
export function EncodingDialog() {
  const store = useAppStore();
  const file = useApp((state) => state.toDecide);
  return (
    <Dialog
      title="In which encoding is this file?"
      open={file !== null}
      onClose={() => store.getState().chooseEncoding(null)}
    >
      {file && <Choice key={file.name} file={file} />}
    </Dialog>
  );
}

function Choice({ file }: { readonly file: FileToDecide }) {
  const store = useAppStore();
  const { fault, offers } = file;
  const [label, setLabel] = useState(offers[0]!.label);
  const [isAll, setAll] = useState(false);
  const shown = isAll ? offers : offers.slice(0, FEW);
  const chosen = offers.find((one) => one.label === label) ?? offers[0]!;
  return (
    <form
      className={styles.encodingForm}
      onSubmit={(event) => {
        event.preventDefault();
        store.getState().chooseEncoding(chosen.label);
      }}
    >
      <p className={dialogStyles.refusal} role="alert">
        <b>{fault.message}</b> {fault.action}
      </p>
      <fieldset className={styles.encodings}>
        <legend>Read it as</legend>
        <div className={styles.encodingList}>
          <RadioOptions
            isFocusedFirst
            value={chosen.label}
            options={shown.map((offer) => [
              offer.label,
              <>
                <span>
                  {offer.name}
                  {offer.faults > 0 && <span className={noteStyles.note}>, {describeFault(offer.faults)}</span>}
                </span>
                <span className={`${styles.encodingSnippet} mono`} dir="auto">
                  {snippet(offer.preview)}
                </span>
              </>,
            ])}
            onChoose={setLabel}
          />
        </div>
        {offers.length > shown.length && (
          <Button kind="quiet" onClick={() => setAll(true)}>
            Show all {offers.length} encodings that can read it
          </Button>
        )}
      </fieldset>
      <section aria-label="Preview">
        <h3 className={styles.encodingPreviewTitle}>
          {chosen.name}: the text around byte offset {formatCount(file.at)}
        </h3>
        <Scroller className={styles.encodingPreview} dir="auto" label="Text in this encoding">
          {chosen.preview}
        </Scroller>
        {chosen.alike.length > 0 && <p className={noteStyles.note}>The same text in {chosen.alike.join(', ')}.</p>}
      </section>
      <div className={`${dialogStyles.dialogActions} ${styles.encodingActions}`}>
        <Button type="submit" kind="primary">
          Use this encoding
        </Button>
        <Button onClick={() => store.getState().chooseEncoding(null)}>Keep the text before</Button>
      </div>
    </form>
  );
}

function describeFault(faults: number): string {
  return `${faults === 1 ? '1 place' : `${formatCount(faults)} places`} shown as \ufffd`;
}

/** One line of the text, from a few characters before the first that is not ASCII. */
function snippet(preview: string): string {
  const symbols = Array.from(preview.replace(/\s+/g, ' '));
  const first = symbols.findIndex((symbol) => symbol > '\u007f');
  const from = Math.max(0, first - SNIPPET / 4);
  return `${from > 0 ? '…' : ''}${symbols.slice(from, from + SNIPPET).join('')}`;
}
