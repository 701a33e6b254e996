import { useEffect, useState } from 'react';
import { formatCount } from '../../draw/format.ts';
import { megabytes } from '../../limits/messages.ts';
import { STORAGE_BUDGET, type ExperimentSummary } from '../../storage/schema.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { lossText, useLossUnit } from '../lossUnits.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Button } from '../ui/Button.tsx';
import dialogListStyles from '../ui/dialogList.module.css';
import fieldsStyles from '../ui/fields.module.css';
import dialogStyles from '../ui/Dialog.module.css';
import noteStyles from '../ui/note.module.css';
import styles from './ExperimentsDialog.module.css';

/** The experiments that are stored in this browser. */
export function ExperimentsDialog(props: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Dialog title="Experiments stored in this browser" {...props}>
      <Experiments onClose={props.onClose} />
    </Dialog>
  );
}

function Experiments({ onClose }: { readonly onClose: () => void }) {
  const store = useAppStore();
  const { status, trouble, experiment, experiments } = useApp((state) => state.storage);
  const newest = useApp((state) => state.undoable.undo);
  useEffect(() => void store.getState().listExperiments(), [store, experiment]);
  if (status === 'off') {
    return (
      <p>
        {trouble?.message} {trouble?.action}
      </p>
    );
  }
  return (
    <>
      {trouble && (
        <p>
          <b>{trouble.message}</b> {trouble.action}
        </p>
      )}
      {experiments.length === 0 ? (
        <p>{trouble ? 'None.' : 'None yet. An experiment is stored by itself as soon as you change something.'}</p>
      ) : (
        <ul className={dialogListStyles.dialogList}>
          {experiments.map((one) => (
            <Line key={one.id} summary={one} isOwn={one.id === experiment} onClose={onClose} />
          ))}
        </ul>
      )}
      <p className={dialogStyles.dialogActions}>
        <Button
          kind="primary"
          onClick={() => {
            onClose();
            void store.getState().newExperiment();
          }}
        >
          New experiment
        </Button>
        {newest?.kind === 'stored' && <Button onClick={() => void store.getState().undo()}>Undo: {newest.what}</Button>}
      </p>
      <Room experiments={experiments} />
    </>
  );
}

function Line(props: { readonly summary: ExperimentSummary; readonly isOwn: boolean; readonly onClose: () => void }) {
  const { summary, isOwn, onClose } = props;
  const { id, name, textName, step, loss, date, bytes } = summary;
  const store = useAppStore();
  const unit = useLossUnit();
  const [state, setState] = useState<'shown' | 'renaming'>('shown');
  const title = name || textName;
  const facts = [
    ...(name === '' ? [] : [textName]),
    step === 1 ? '1 step' : `${formatCount(step)} steps`,
    ...(loss === null ? [] : [`held-out ${lossText(loss, unit)}`]),
    dateOf(date),
    megabytes(bytes),
  ];
  return (
    <li className={styles.line} aria-label={title} aria-current={isOwn || undefined}>
      {state === 'renaming' ? (
        <form
          className={styles.rename}
          onSubmit={(event) => {
            event.preventDefault();
            const field = new FormData(event.currentTarget).get('name');
            void store.getState().renameExperiment(id, typeof field === 'string' ? field : '');
            setState('shown');
          }}
        >
          <input
            className={fieldsStyles.field}
            name="name"
            aria-label="Name"
            defaultValue={title}
            maxLength={80}
            ref={focus}
          />
          <Button type="submit">Rename</Button>
          <Button kind="quiet" onClick={() => setState('shown')}>
            Cancel
          </Button>
        </form>
      ) : (
        <b className={styles.name}>
          {title}
          {isOwn && <span className={noteStyles.note}> (open now)</span>}
        </b>
      )}
      <span className={`${styles.facts} ${noteStyles.note}`}>{facts.join(' · ')}</span>
      <span className={styles.actions}>
        <Button
          disabled={isOwn}
          onClick={() => {
            onClose();
            void store.getState().openExperiment(id);
          }}
        >
          Open
        </Button>
        <Button kind="quiet" onClick={() => setState('renaming')}>
          Rename…
        </Button>
        <Button kind="quiet" onClick={() => void store.getState().duplicateExperiment(id)}>
          Duplicate
        </Button>
        <Button kind="quiet" disabled={isOwn} onClick={() => void store.getState().deleteExperiment(id)}>
          Delete
        </Button>
      </span>
    </li>
  );
}

function focus(element: HTMLInputElement | null): void {
  element?.focus();
}

/** How much room there is, and whether the browser may take it back. */
function Room({ experiments }: { readonly experiments: readonly ExperimentSummary[] }) {
  const store = useAppStore();
  const { isPersistent, status } = useApp((state) => state.storage);
  const bytes = experiments.reduce((sum, one) => sum + one.bytes, 0);
  return (
    <div className={styles.room}>
      <p>
        {megabytes(bytes)} of {megabytes(STORAGE_BUDGET)} are used.{' '}
        {status === 'full' && bytes < STORAGE_BUDGET / 2 && 'The browser gives this page no more. '}
        {isPersistent === true
          ? 'The browser has promised to keep them.'
          : 'The browser may delete them when the disk is full.'}
      </p>
      {isPersistent === false && (
        <Button onClick={() => void store.getState().askToPersist()}>Ask the browser to keep them</Button>
      )}
    </div>
  );
}

/** A date and time as the reader's language writes them. */
function dateOf(milliseconds: number): string {
  return new Date(milliseconds).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}
