import { flushSync } from 'react-dom';
import { Suspense, useCallback, useDeferredValue, useEffect, useState } from 'react';
import type { Workspace } from '../state/ui.ts';
import { Scroller } from './ui/Scroller.tsx';
import { EncodingDialog } from './shell/EncodingDialog.tsx';
import { ModelDialog } from './shell/ModelDialog.tsx';
import { chunk } from './shell/chunks.ts';
import { FileDrop } from './shell/FileDrop.tsx';
import { Glossary } from './glossary/Glossary.tsx';
import { Header } from './shell/Header.tsx';
import { HelpDialog } from './shell/HelpDialog.tsx';
import { EmbeddedPicture } from './embed/EmbeddedPicture.tsx';
import { ErrorBoundary } from './ui/ErrorBoundary.tsx';
import { NoticeBar } from './shell/NoticeBar.tsx';
import { PhoneBar } from './shell/PhoneBar.tsx';
import { RunBar } from './shell/RunBar.tsx';
import { TextBand, TextBelow } from './shell/TextBand.tsx';
import { TextDialog } from './shell/TextDialog.tsx';
import { Timeline } from './shell/Timeline.tsx';
import { FIND_FIELD } from './shell/FindInText.tsx';
import { useKeys } from './shell/useKeys.ts';
import { useSpanKeys } from './shell/useSpanKeys.ts';
import { useUndoKeys } from './shell/useUndoKeys.ts';
import { isNarrow, useNarrow } from './ui/useNarrow.ts';
import { usePageWidth } from './ui/usePageWidth.ts';
import { whenIdle } from './ui/whenIdle.ts';
import { usePlayback } from './shell/usePlayback.ts';
import { useApp } from './StoreContext.tsx';
import { TimeWindowProvider } from './chart/TimeWindow.tsx';
import { TrainWorkspace } from './train/TrainWorkspace.tsx';
import styles from './App.module.css';

/** What a first visit does not show comes after it: each of these is fetched by itself, before it is asked for. */
const CHUNKS = {
  watch: chunk('Watch', async () => (await import('./watch/WatchWorkspace.tsx')).WatchWorkspace),
  compare: chunk('Compare', async () => (await import('./compare/CompareWorkspace.tsx')).CompareWorkspace),
  find: chunk('Find', async () => (await import('./find/FindWorkspace.tsx')).FindWorkspace),
  start: chunk('Start', async () => (await import('./start/StartWorkspace.tsx')).StartWorkspace),
};

/** Fetches the other workspaces when the page has nothing else to do. */
function useWorkspacesAhead(): void {
  useEffect(
    () =>
      whenIdle(() => {
        for (const one of [...Object.values(CHUNKS), LESSONS]) one.ahead();
      }),
    [],
  );
}

const LESSONS = chunk<{ readonly onText: () => void }>(
  'Lessons',
  async () => (await import('./lessons/LessonPanel.tsx')).LessonPanel,
);

const CONTENT: Readonly<Record<Workspace, (onText: () => void) => React.ReactNode>> = {
  train: () => <TrainWorkspace />,
  watch: () => <CHUNKS.watch.Content />,
  compare: () => <CHUNKS.compare.Content />,
  find: () => <CHUNKS.find.Content />,
  start: (onText) => <CHUNKS.start.Content onText={onText} />,
};

export function App() {
  const [dialog, setDialog] = useState<'text' | 'help' | null>(null);
  const openText = useCallback(() => setDialog('text'), []);
  const openHelp = useCallback(() => setDialog('help'), []);
  const close = useCallback(() => setDialog(null), []);
  const narrow = useNarrow();
  const [isMenuOpen, setMenuOpen] = useState(false);
  // Of what the menu covers a part, nothing can be reached until it is closed.
  const isCovered = narrow && isMenuOpen;
  const toFind = useCallback(() => {
    // There it stands in the menu.
    if (isNarrow()) flushSync(() => setMenuOpen(true));
    document.getElementById(FIND_FIELD)?.focus();
  }, []);
  // The tab answers at once; what it opens is rendered in slices behind it, so that no task is long.
  const workspace = useDeferredValue(useApp((state) => state.ui.workspace));
  usePlayback();
  usePageWidth();
  useWorkspacesAhead();
  const embed = useApp((state) => state.frame.embed);
  const hasLesson = useApp((state) => state.ui.lesson !== null);
  if (embed !== null) {
    return (
      <TimeWindowProvider>
        <Keys onHelp={openHelp} onFind={toFind} />
        <EmbeddedPicture picture={embed} workspaces={CHUNKS} />
        <HelpDialog open={dialog === 'help'} onClose={close} />
        <Glossary />
      </TimeWindowProvider>
    );
  }
  return (
    <TimeWindowProvider>
      <Keys onHelp={openHelp} onFind={toFind} />
      <div className={styles.page} data-part="page" data-workspace={workspace}>
        {narrow ? (
          <ErrorBoundary>
            <PhoneBar isOpen={isMenuOpen} setOpen={setMenuOpen} onText={openText} onHelp={openHelp} />
          </ErrorBoundary>
        ) : (
          <>
            <Header onText={openText} onHelp={openHelp} />
            <ErrorBoundary>
              <RunBar />
            </ErrorBoundary>
          </>
        )}
        {workspace === 'start' ? null : (
          <ErrorBoundary>
            <TextBand />
          </ErrorBoundary>
        )}
        <main className={styles.workspace} data-part="workspace">
          {dialog !== 'text' && <NoticeBar />}
          <Scroller
            role="tabpanel"
            className={styles.workspaceContent}
            id={`workspace-${workspace}`}
            aria-labelledby={`tab-${workspace}`}
            inert={isCovered}
          >
            <ErrorBoundary key={workspace}>
              <Suspense fallback={null}>
                <WorkspaceContent workspace={workspace} onText={openText} />
              </Suspense>
            </ErrorBoundary>
          </Scroller>
        </main>
        {narrow && workspace !== 'start' ? (
          <ErrorBoundary>
            <TextBelow isCovered={isCovered} />
          </ErrorBoundary>
        ) : null}
        <ErrorBoundary>
          <Timeline />
        </ErrorBoundary>
      </div>
      {hasLesson ? (
        <ErrorBoundary>
          <Suspense fallback={null}>
            <LessonPanelContent onText={openText} />
          </Suspense>
        </ErrorBoundary>
      ) : null}
      <TextDialog open={dialog === 'text'} onClose={close} />
      <HelpDialog open={dialog === 'help'} onClose={close} />
      <Glossary />
      <EncodingDialog />
      <ModelDialog />
      <FileDrop />
    </TimeWindowProvider>
  );
}

/** A component of its own, because what it shows may be another object after a failure was forgotten. */
function WorkspaceContent(props: { readonly workspace: Workspace; readonly onText: () => void }) {
  return CONTENT[props.workspace](props.onText);
}

/** The same. */
function LessonPanelContent(props: { readonly onText: () => void }) {
  return <LESSONS.Content onText={props.onText} />;
}

/** Inside the window's provider, because some of them move it. */
function Keys({ onHelp, onFind }: { readonly onHelp: () => void; readonly onFind: () => void }) {
  useKeys(onHelp, onFind);
  useSpanKeys();
  useUndoKeys();
  return null;
}
