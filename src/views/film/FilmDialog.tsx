import { useEffect, useRef, useState } from 'react';
import { MESSAGES } from '../../limits/messages.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { download } from '../shell/files.ts';
import { useTheme } from '../theme.ts';
import { Button } from '../ui/Button.tsx';
import { ChoiceButtons } from '../ui/ChoiceButtons.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import dialogStyles from '../ui/Dialog.module.css';
import noteStyles from '../ui/note.module.css';
import { filmCounts, type FilmKind, filmOf, filmSeconds } from './films.ts';
import { filmType, recordFilm } from './recordFilm.ts';
import styles from './FilmDialog.module.css';

const KINDS: readonly (readonly [FilmKind, string])[] = [
  ['text', 'Along the text'],
  ['training', 'Over training'],
];

/** Records a short film of the selected map. */
export function FilmDialog(props: { readonly open: boolean; readonly onClose: () => void }) {
  return (
    <Dialog title="Film of a map" {...props}>
      <FilmParts />
    </Dialog>
  );
}

function FilmParts() {
  const store = useAppStore();
  const theme = useTheme();
  const [kind, setKind] = useState<FilmKind>('text');
  const count = useApp((state) => filmCounts(state)[kind]);
  const [done, setDone] = useState<number | null>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const recording = useRef<AbortController | null>(null);
  // A dialog that is closed records nothing more.
  useEffect(() => () => recording.current?.abort(), []);
  const type = filmType();
  if (!type)
    return (
      <p>
        {MESSAGES.noRecorder().message} {MESSAGES.noRecorder().action}
      </p>
    );

  const record = async (): Promise<void> => {
    const film = filmOf(store, kind, theme);
    if (!film || !canvas.current) return;
    const abort = new AbortController();
    recording.current = abort;
    setDone(0);
    try {
      const bytes = await recordFilm(film, canvas.current, type[0], { signal: abort.signal, shown: setDone });
      if (bytes) download(`${film.name}.${type[1]}`, bytes);
    } catch {
      store.getState().say(MESSAGES.filmBroken());
    } finally {
      recording.current = null;
      if (!abort.signal.aborted) setDone(null);
    }
  };
  const cancel = (): void => {
    recording.current?.abort();
    setDone(null);
  };
  return (
    <>
      {done === null && <ChoiceButtons label="Film" choices={KINDS} chosen={kind} onChoose={setKind} />}
      <p>
        {kind === 'text'
          ? 'The map of the selected channel, with a mark that walks through the timesteps in view.'
          : 'The map of the selected channel with the weights of every checkpoint, from the first step to the newest.'}
      </p>
      {count === 0 ? (
        <p className={noteStyles.note}>
          {kind === 'text' ? 'There is no map yet.' : 'There is one checkpoint only: train first.'}
        </p>
      ) : (
        <p className={noteStyles.note}>
          {count} pictures, about {filmSeconds(kind, count)} s. Recording takes as long; keep this tab in front.
        </p>
      )}
      <canvas
        ref={canvas}
        className={styles.screen}
        hidden={done === null}
        aria-label="The film as it is recorded"
        role="img"
      />
      {done !== null && <progress className={styles.progress} aria-label="Recorded" value={done} max={count} />}
      <p className={dialogStyles.dialogActions}>
        {done === null ? (
          <Button kind="primary" disabled={count === 0} onClick={() => void record()}>
            Record
          </Button>
        ) : (
          <Button onClick={cancel}>Cancel</Button>
        )}
      </p>
    </>
  );
}
