import type { ReactNode } from 'react';
import type { AppState } from '../../state/state.ts';
import type { SavedFile } from '../../state/givenFiles.ts';
import { download } from '../shell/files.ts';
import { useAppStore } from '../StoreContext.tsx';
import { hasError } from '../ui/validation.ts';
import { Button } from '../ui/Button.tsx';
import pictureStyles from '../ui/picture.module.css';
import questionStyles from './question.module.css';

interface QuestionControlsProps {
  /** The computation, once it was started: whether it runs, and how much of it is done (0 to 1). */
  readonly progress: { readonly status: 'running' | 'done' | 'stopped'; readonly share: number } | null | undefined;
  readonly progressLabel: string;
  readonly start: {
    readonly name: string;
    readonly isPrimary?: boolean;
    readonly isDisabled?: boolean;
    /** Whether it waits until no field of the page has an error. */
    readonly checksFields?: boolean;
    readonly act: () => void;
  };
  readonly onStop: () => void;
  /** The file of the results; null while there are none. */
  readonly save: { readonly name: string; readonly fileOf: (state: AppState) => SavedFile | null } | null;
  readonly status: ReactNode;
  /** Fields beside the button that starts it. */
  readonly fields?: ReactNode;
  /** Other ways to save the results. */
  readonly children?: ReactNode;
}

/** Starts, stops and saves a computation of Find, and says how far it has come. */
export function QuestionControls(props: QuestionControlsProps) {
  const { progress, progressLabel, start, onStop, save, status, fields, children } = props;
  const store = useAppStore();
  const isRunning = progress?.status === 'running';
  const saveFile = (): void => {
    const file = save?.fileOf(store.getState());
    if (file) download(file.name, file.bytes);
  };
  return (
    <div className={questionStyles.questionControls}>
      {isRunning ? (
        <Button onClick={onStop}>Stop</Button>
      ) : (
        <Button
          kind={start.isPrimary ? 'primary' : 'plain'}
          disabled={start.isDisabled}
          onClick={(event) => {
            if (start.checksFields && hasError(event.currentTarget.closest('[role="tabpanel"]'))) return;
            start.act();
          }}
        >
          {start.name}
        </Button>
      )}
      {fields}
      {save ? (
        <>
          <Button disabled={isRunning} onClick={saveFile}>
            {save.name}
          </Button>
          {children}
        </>
      ) : null}
      <span className={questionStyles.questionStatus}>
        {isRunning ? <progress value={progress.share} max={1} aria-label={progressLabel} /> : null}
        <span className={pictureStyles.pictureNote} role="status">
          {status}
        </span>
      </span>
    </div>
  );
}
