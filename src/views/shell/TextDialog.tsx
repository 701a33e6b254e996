import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { formatCount, formatFixed } from '../../draw/format.ts';
import { SAMPLES } from '../../samples/samples.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { Dialog } from './Dialog.tsx';

/** A paste longer than this never enters the page: 1 MB in a text field blocks it for most of a second. */
const LONGEST_IN_FIELD = 200_000;
/** Characters of it that are shown. */
const SHOWN_OF_LONG = 2000;
/** Characters of a sample that are shown. */
const PREVIEW = 320;
const OWN = 'own';

export function TextDialog(props: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Dialog title="Text" {...props}>
      <TextForm onDone={props.onClose} />
    </Dialog>
  );
}

function megabytes(text: string): string {
  return `${formatFixed(text.length / 1e6, 1)} MB`;
}

function TextForm({ onDone }: { readonly onDone: () => void }) {
  const store = useAppStore();
  const [choice, setChoice] = useState<string>(OWN);
  const [typed, setTyped] = useState('');
  const [long, setLong] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState(false);
  const fileInput = useRef<HTMLInputElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const sample = SAMPLES.find(({ id }) => id === choice);

  const take = useCallback(
    async (use: () => Promise<boolean>) => {
      setBusy(true);
      setRefused(false);
      const taken = await use();
      setBusy(false);
      setRefused(!taken);
      if (taken) onDone();
    },
    [onDone],
  );
  // The refusal has been read here; the page need not repeat it.
  const wasRefused = useRef(false);
  wasRefused.current = refused;
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
  // Code points, as everywhere: an emoji is one character.
  const typedLength = useMemo(() => Array.from(typed).length, [typed]);
  useEffect(() => {
    // React's own paste event comes too late on some browsers to keep the text out of the field.
    const element = field.current;
    if (!element) return;
    const paste = (event: ClipboardEvent): void => {
      const pasted = event.clipboardData?.getData('text/plain') ?? '';
      if (pasted.length <= LONGEST_IN_FIELD) return;
      event.preventDefault();
      setLong(pasted);
      setChoice(OWN);
    };
    element.addEventListener('paste', paste);
    return () => element.removeEventListener('paste', paste);
  }, []);

  return (
    <form
      className="text-form"
      onSubmit={(event) => {
        event.preventDefault();
        takeChosen();
      }}
    >
      <div className="text-sources">
        <label className="field-line">
          <span>Sample</span>
          <select value={choice} onChange={(event) => setChoice(event.target.value)}>
            <option value={OWN}>none: your own text</option>
            {SAMPLES.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <button type="button" className="button" disabled={busy} onClick={() => fileInput.current?.click()}>
          Open a file…
        </button>
        <input
          ref={fileInput}
          type="file"
          hidden
          aria-label="Text file"
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file) void take(() => store.getState().takeFile(file));
          }}
        />
      </div>
      <SamplePreview id={choice} />
      <label className="field-block">
        <span>Your text</span>
        <textarea
          ref={field}
          rows={8}
          spellCheck={false}
          readOnly={long !== null}
          value={long === null ? typed : long.slice(0, SHOWN_OF_LONG)}
          placeholder="Paste or type; a few thousand characters learn well."
          aria-describedby="text-length"
          onChange={(event) => {
            setTyped(event.target.value);
            setChoice(OWN);
          }}
        />
      </label>
      <p id="text-length" className="note" role="status">
        {long !== null
          ? `${megabytes(long)} pasted, first ${formatCount(SHOWN_OF_LONG)} characters shown.`
          : typedLength > 0
            ? `${formatCount(typedLength)} character${typedLength === 1 ? '' : 's'}. The text stays on this machine.`
            : 'The text stays on this machine. A file can also be dropped anywhere on the page.'}{' '}
        {long !== null && (
          <button type="button" className="button" onClick={() => setLong(null)}>
            Discard the paste
          </button>
        )}
      </p>
      {refused && <Refusal />}
      <div className="dialog-actions">
        <button type="submit" className="button primary" disabled={busy}>
          {busy ? 'Reading…' : 'Use this text'}
        </button>
        <span className="note">Starts new, untrained networks.</span>
      </div>
      <CurrentText />
    </form>
  );
}

/** The beginning of a sample and what it is for. */
function SamplePreview(props: { readonly id: string }) {
  const [beginning, setBeginning] = useState('');
  const sample = SAMPLES.find(({ id }) => id === props.id);
  useEffect(() => {
    setBeginning('');
    if (!sample) return;
    // After the dialog is painted: a sample is written by its generator.
    const timer = setTimeout(() => setBeginning(sample.build().slice(0, PREVIEW)));
    return () => clearTimeout(timer);
  }, [sample]);
  if (!sample) return null;
  return (
    <div className="sample-preview">
      <p>{sample.description}</p>
      <pre>{beginning}</pre>
    </div>
  );
}

/** Why a text was not taken, and what to do. The old text is still there. */
function Refusal() {
  const notice = useApp((state) => state.notice);
  if (!notice) return null;
  return (
    <p className="refusal" role="alert">
      <b>{notice.text}</b> {notice.action} The text before is kept.
    </p>
  );
}

function CurrentText() {
  const text = useApp((state) => state.text);
  if (!text) return null;
  const heldOut = text.tokens.length - text.trainCount;
  return (
    <div className="current-text">
      <p className="note">
        In use: <b>{text.name}</b>, {formatCount(text.tokens.length)} characters, {formatCount(text.symbols.length)} of
        them distinct;{' '}
        {heldOut === 0
          ? 'none is held out (under 2,000 characters).'
          : `the last ${formatCount(heldOut)} are held out.`}
      </p>
      {text.notes.length > 0 && (
        <ul className="note">
          {text.notes.map((note) => (
            <li key={note.kind}>{note.text}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
