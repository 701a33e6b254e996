import { lazy, Suspense, useCallback, useDeferredValue, useEffect, useState } from 'react';
import type { Workspace } from '../store/state.ts';
import { FileDrop } from './shell/FileDrop.tsx';
import { Header } from './shell/Header.tsx';
import { HelpDialog } from './shell/HelpDialog.tsx';
import { Mishap } from './shell/Mishap.tsx';
import { NoticeBar } from './shell/NoticeBar.tsx';
import { RunBar } from './shell/RunBar.tsx';
import { TextBand } from './shell/TextBand.tsx';
import { TextDialog } from './shell/TextDialog.tsx';
import { Timeline } from './shell/Timeline.tsx';
import { useKeys } from './shell/useKeys.ts';
import { useSpanKeys } from './shell/useSpanKeys.ts';
import { usePlayback } from './shell/usePlayback.ts';
import { useApp } from './StoreContext.tsx';
import { applyTheme, useTheme } from './theme.ts';
import { TimeWindowProvider } from './TimeWindow.tsx';
import { TrainWorkspace } from './train/TrainWorkspace.tsx';

/** What a first visit does not show comes after it: each of these is fetched by itself, before it is asked for. */
const loadWatch = () => import('./watch/WatchWorkspace.tsx');
const loadCompare = () => import('./compare/CompareWorkspace.tsx');
const loadFind = () => import('./find/FindWorkspace.tsx');
const WatchWorkspace = lazy(async () => ({ default: (await loadWatch()).WatchWorkspace }));
const CompareWorkspace = lazy(async () => ({ default: (await loadCompare()).CompareWorkspace }));
const FindWorkspace = lazy(async () => ({ default: (await loadFind()).FindWorkspace }));

/** Fetches the other workspaces when the page has nothing else to do. */
function useWorkspacesAhead(): void {
  useEffect(() => {
    const fetchAll = (): void => {
      for (const load of [loadWatch, loadCompare, loadFind]) load().catch(() => undefined);
    };
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(fetchAll, 2000);
      return () => clearTimeout(timer);
    }
    const idle = requestIdleCallback(fetchAll, { timeout: 4000 });
    return () => cancelIdleCallback(idle);
  }, []);
}

const CONTENT: Readonly<Record<Workspace, () => React.ReactNode>> = {
  train: () => <TrainWorkspace />,
  watch: () => <WatchWorkspace />,
  compare: () => <CompareWorkspace />,
  find: () => <FindWorkspace />,
};

export function App() {
  const [dialog, setDialog] = useState<'text' | 'help' | null>(null);
  const openText = useCallback(() => setDialog('text'), []);
  const openHelp = useCallback(() => setDialog('help'), []);
  const close = useCallback(() => setDialog(null), []);
  // The tab answers at once; what it opens is rendered in slices behind it, so that no task is long.
  const workspace = useDeferredValue(useApp((state) => state.workspace));
  const theme = useTheme();
  useEffect(() => applyTheme(theme), [theme]);
  usePlayback();
  useWorkspacesAhead();
  return (
    <TimeWindowProvider>
      <Keys onHelp={openHelp} />
      <div className="page">
        <Header onText={openText} onHelp={openHelp} />
        <RunBar />
        <Mishap>
          <TextBand />
        </Mishap>
        <main className="workspace">
          {dialog !== 'text' && <NoticeBar />}
          <section
            className="workspace-content"
            role="tabpanel"
            id={`workspace-${workspace}`}
            aria-labelledby={`tab-${workspace}`}
          >
            <Mishap key={workspace}>
              <Suspense fallback={null}>{CONTENT[workspace]()}</Suspense>
            </Mishap>
          </section>
        </main>
        <Timeline />
      </div>
      <TextDialog open={dialog === 'text'} onClose={close} />
      <HelpDialog open={dialog === 'help'} onClose={close} />
      <FileDrop />
    </TimeWindowProvider>
  );
}

/** Inside the window's provider, because some of them move it. */
function Keys({ onHelp }: { readonly onHelp: () => void }) {
  useKeys(onHelp);
  useSpanKeys();
  return null;
}
