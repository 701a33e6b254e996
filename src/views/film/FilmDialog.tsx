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
import { filmCounts, type FilmKind, filmOf, filmSeconds, secondsLeft } from './films.ts';
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

/** How far a recording is. */
interface Recorded {
  readonly count: number;
  readonly of: number;
  /** Seconds, as measured until now; null while that is not known. */
  readonly left: number | null;
}

function describeRecorded({ count, of, left }: Recorded): string {
  return `Picture ${count} of ${of}${left === null ? '' : `, about ${left} s left`}.`;
}

function FilmParts() {
  const store = useAppStore();
  const theme = useTheme();
  const [kind, setKind] = useState<FilmKind>('text');
  const count = useApp((state) => filmCounts(state)[kind]);
  const [done, setDone] = useState<Recorded | null>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const recording = useRef<{ readonly abort: AbortController; readonly end: AbortController } | null>(null);
  // A dialog that is closed records nothing more.
  useEffect(() => () => recording.current?.abort.abort(), []);
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
    const [abort, end] = [new AbortController(), new AbortController()];
    recording.current = { abort, end };
    setDone({ count: 0, of: film.count, left: null });
    try {
      const bytes = await recordFilm(film, canvas.current, type[0], {
        signal: abort.signal,
        ending: end.signal,
        shown: (shown, elapsed) =>
          setDone({ count: shown, of: film.count, left: secondsLeft(shown, film.count, elapsed) }),
      });
      if (bytes) download(`${film.name}.${type[1]}`, bytes);
    } catch {
      store.getState().say(MESSAGES.filmBroken());
    } finally {
      recording.current = null;
      if (!abort.signal.aborted) setDone(null);
    }
  };
  const cancel = (): void => {
    recording.current?.abort.abort();
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
          {done === null
            ? `${count} pictures, at least ${filmSeconds(kind, count)} s; more on a slow or busy machine. Recording takes as long as the film; keep this tab in front.`
            : describeRecorded(done)}
        </p>
      )}
      <canvas
        ref={canvas}
        className={styles.screen}
        hidden={done === null}
        aria-label="The film as it is recorded"
        role="img"
      />
      {done !== null && <progress className={styles.progress} aria-label="Recorded" value={done.count} max={done.of} />}
      <p className={dialogStyles.dialogActions}>
        {done === null ? (
          <Button kind="primary" disabled={count === 0} onClick={() => void record()}>
            Record
          </Button>
        ) : (
          <>
            <Button kind="primary" disabled={done.count === 0} onClick={() => recording.current?.end.abort()}>
              End here and save
            </Button>
            <Button onClick={cancel}>Cancel</Button>
          </>
        )}
      </p>
    </>
  );
}
