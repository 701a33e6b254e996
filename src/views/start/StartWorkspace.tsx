import { useEffect } from 'react';
import { useApp, useAppStore, useUi } from '../StoreContext.tsx';
import { Button } from '../ui/Button.tsx';
import { KnownCell } from './KnownCell.tsx';
import { QuestionCards } from './QuestionCards.tsx';
import { TrainedList } from './TrainedList.tsx';
import styles from './StartWorkspace.module.css';

/** The first thing that a person sees: a trained network that reads, three questions, and what else there is to open. */
export function StartWorkspace({ onText }: { readonly onText: () => void }) {
  useStopWhenTouched();
  // What comes back may be another workspace.
  const isKnown = useApp(({ text }) => text !== null);
  if (!isKnown) return null;
  return (
    <div className={styles.start} data-part="start">
      <KnownCell />
      <div className={styles.startSide}>
        <QuestionCards />
        <LessonsLink />
        <TrainedList onText={onText} />
      </div>
    </div>
  );
}

function LessonsLink() {
  const [, setLesson] = useUi('lesson');
  return (
    <p className={styles.lessons}>
      <Button className={styles.lessonsButton} onClick={() => setLesson('list')}>
        Take a lesson: guess, then see
      </Button>
    </p>
  );
}

/** A cursor that moves when the page opens stops as soon as a person does anything. The transport bar has its own buttons. */
function useStopWhenTouched(): void {
  const store = useAppStore();
  useEffect(() => {
    const listening = new AbortController();
    const stop = ({ target }: Event): void => {
      listening.abort();
      const isTransport = target instanceof Element && target.closest('[data-part="timeline"]') !== null;
      if (!isTransport) store.getState().setPlaying(false);
    };
    for (const kind of ['pointerdown', 'keydown', 'wheel'])
      addEventListener(kind, stop, { signal: listening.signal, capture: true, passive: true });
    return () => listening.abort();
  }, [store]);
}
