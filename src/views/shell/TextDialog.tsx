import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { formatCount } from '../../draw/format.ts';
import { codePoints } from '../../engine/codePoints.ts';
import { SAMPLES } from '../../samples/samples.ts';
import { describeScored } from '../describeHeldOut.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { FileInput } from '../ui/FileInput.tsx';
import { Button } from '../ui/Button.tsx';
import { Select } from '../ui/Select.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { takeTransfer } from './transfer.ts';
import { Term } from '../glossary/Term.tsx';
import noteStyles from '../ui/note.module.css';
import dialogStyles from '../ui/Dialog.module.css';
import styles from './TextDialog.module.css';

/** Longer pastes are not put into the text field: 1 MB in it blocks the page for most of a second. */
const LONGEST_IN_FIELD = 200_000;
/** The number of characters of a long paste that are shown. */
const SHOWN_OF_LONG = 2000;
/** The number of characters of a sample that are shown. */
const PREVIEW = 320;
const OWN = 'own';
/** The number of characters that a note names in its sentence. */
const NAMED = 6;

export function TextDialog(props: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Dialog title="Text" {...props}>
      <TextForm onDone={props.onClose} />
    </Dialog>
  );
}

function TextForm({ onDone }: { readonly onDone: () => void }) {
  const store = useAppStore();
  const [choice, setChoice] = useState<string>(OWN);
  const [typed, setTyped] = useState('');
  const [long, setLong] = useState<string | null>(null);
  const longLength = useMemo(() => (long === null ? 0 : codePoints(long)), [long]);
  const [busy, setBusy] = useState(false);
  const fileInput = useRef<HTMLInputElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const sample = SAMPLES.find(({ id }) => id === choice);

  const take = useCallback(
    async (use: () => Promise<boolean>) => {
      setBusy(true);
      const taken = await use();
      setBusy(false);
      if (taken) onDone();
    },
    [onDone],
  );
  // A file may also be dropped while the dialog is open. Its error message is shown in the dialog, too.
  const [before] = useState(() => store.getState().notice);
  const isNew = useApp((state) => state.notice !== null && state.notice !== before);
  // The error message was shown here, so the page does not repeat it.
  const wasRefused = useRef(false);
  wasRefused.current = isNew;
  useEffect(
    () => () => {
      if (wasRefused.current) store.getState().dismissNotice();
    },
    [store],
  );
  const takeChosen = (): void => {
    if (sample)
      void take(() => store.getState().takeText(sample.build(), sample.name, { kind: 'sample', id: sample.id }));
    else void take(() => store.getState().takeText(long ?? typed, 'Your text', { kind: 'paste' }));
  };
  // Counted in code points: an emoji is one character.
  const typedLength = useMemo(() => codePoints(typed), [typed]);
  useEffect(() => {
    // In some browsers, React's own paste event comes too late to keep the text out of the field.
    const element = field.current;
    if (!element) return;
    const paste = (event: ClipboardEvent): void => {
      const pasted = event.clipboardData?.getData('text/plain') ?? '';
      if (pasted === '' && event.clipboardData && event.clipboardData.files.length > 0) {
        event.preventDefault();
        const given = event.clipboardData;
        void take(() => takeTransfer(store, given));
        return;
      }
      if (pasted.length <= LONGEST_IN_FIELD) return;
      event.preventDefault();
      setLong(pasted);
      setChoice(OWN);
    };
    element.addEventListener('paste', paste);
    return () => element.removeEventListener('paste', paste);
  }, [store, take]);

  return (
    <form
      className={styles.textForm}
      onSubmit={(event) => {
        event.preventDefault();
        takeChosen();
      }}
    >
      <div className={styles.textSources}>
        <div className={styles.fieldLine}>
          <Select
            label="Sample"
            value={choice}
            options={[[OWN, 'none: your own text'], ...SAMPLES.map(({ id, name }) => [id, name] as const)]}
            onChoose={setChoice}
          />
        </div>
        <Button disabled={busy} onClick={() => fileInput.current?.click()}>
          Open a file…
        </Button>
        <FileInput
          ref={fileInput}
          label="Text file"
          onFiles={(files) => void take(() => store.getState().takeFiles(files))}
        />
      </div>
      <SamplePreview id={choice} />
      <label className={styles.fieldBlock}>
        <span>Your text</span>
        <textarea
          ref={field}
          rows={8}
          spellCheck={false}
          readOnly={long !== null}
          value={
            long === null
              ? typed
              : Array.from(long.slice(0, 2 * SHOWN_OF_LONG))
                  .slice(0, SHOWN_OF_LONG)
                  .join('')
          }
          placeholder="Paste or type; a few thousand characters learn well."
          aria-describedby="text-length"
          onChange={(event) => {
            setTyped(event.target.value);
            setChoice(OWN);
          }}
        />
      </label>
      <p id="text-length" className={noteStyles.note} role="status">
        {long !== null
          ? `${formatCount(longLength)} characters pasted, the first ${formatCount(SHOWN_OF_LONG)} shown.`
          : typedLength > 0
            ? `${formatCount(typedLength)} character${typedLength === 1 ? '' : 's'}. The text stays on this machine.`
            : 'The text stays on this machine. A file can also be dropped anywhere on the page.'}{' '}
        {long !== null && <Button onClick={() => setLong(null)}>Discard the paste</Button>}
      </p>
      {isNew && <Refusal />}
      <div className={dialogStyles.dialogActions}>
        <Button type="submit" kind="primary" disabled={busy}>
          {busy ? 'Reading…' : 'Use this text'}
        </Button>
        <span className={noteStyles.note}>Every network begins anew.</span>
      </div>
      <CurrentText />
    </form>
  );
}

/** The beginning of a sample, and what the sample is for. */
function SamplePreview(props: { readonly id: string }) {
  const [beginning, setBeginning] = useState('');
  const sample = SAMPLES.find(({ id }) => id === props.id);
  useEffect(() => {
    setBeginning('');
    if (!sample) return;
    // After the dialog is painted, because a generator writes the sample.
    const timer = setTimeout(() => setBeginning(sample.build().slice(0, PREVIEW)));
    return () => clearTimeout(timer);
  }, [sample]);
  if (!sample) return null;
  return (
    <div className={styles.samplePreview}>
      <p>{sample.description}</p>
      <pre>{beginning}</pre>
    </div>
  );
}

/** Why a text was not taken, and what to do. The previous text is still in use. */
function Refusal() {
  const notice = useApp((state) => state.notice);
  if (!notice) return null;
  return (
    <p className={dialogStyles.refusal} role="alert">
      <b>{notice.text}</b> {notice.action} The previous text is still in use.
    </p>
  );
}

function CurrentText() {
  const text = useApp((state) => state.text);
  const choice = useApp((state) => state.ui.heldOutChoice);
  if (!text) return null;
  const heldOut = text.tokens.length - text.trainCount;
  return (
    <div className={styles.currentText}>
      <p className={noteStyles.note}>
        In use: <b>{text.name}</b>, {formatCount(text.tokens.length)} <Term id="character">characters</Term>,{' '}
        {formatCount(text.symbols.length)} of them <Term id="vocabulary">distinct</Term>;{' '}
        {heldOut === 0
          ? 'none is held out (under 2,000 characters).'
          : `the last ${formatCount(heldOut)} are held out, scored on ${describeScored(text, choice)}.`}
      </p>
      {text.notes.length > 0 && (
        <ul className={noteStyles.note}>
          {text.notes.map((note) => (
            <li key={note.kind}>
              {note.text}
              {note.all && note.all.length > NAMED && <AllOf characters={note.all} />}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** All characters of which a note names only the first. */
function AllOf({ characters }: { readonly characters: readonly string[] }) {
  return (
    <details>
      <summary>All {formatCount(characters.length)}</summary>
      <ul>
        {characters.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </details>
  );
}
