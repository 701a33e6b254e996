import { Suspense, type ComponentType, type ReactNode } from 'react';
import { wholePage } from '../../session/addressBar.ts';
import type { Embedded } from '../../state/frame.ts';
import { NoticeBar } from '../shell/NoticeBar.tsx';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { GradientNormChart } from '../train/GradientNormChart.tsx';
import { LossChart } from '../train/LossChart.tsx';
import { Button } from '../ui/Button.tsx';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { Scroller } from '../ui/Scroller.tsx';
import { StepNote } from './StepNote.tsx';
import styles from './EmbeddedPicture.module.css';

/** Workspaces whose pictures are fetched by themselves. */
export type Workspaces = Readonly<Record<'watch' | 'compare' | 'find', { readonly Content: ComponentType }>>;

/** One picture, as large as the frame that it stands in, what trains its networks, and the way to the whole page. */
export function EmbeddedPicture(props: { readonly picture: Embedded; readonly workspaces: Workspaces }) {
  const { picture, workspaces } = props;
  return (
    <div className={styles.embedded} data-part="embedded">
      <NoticeBar />
      <Scroller role="region" className={styles.picture} label="Picture">
        <ErrorBoundary>
          <Suspense fallback={null}>{contentOf(picture, workspaces)}</Suspense>
        </ErrorBoundary>
      </Scroller>
      <footer className={styles.foot}>
        <TrainButton />
        <StepNote />
        <WholePageLink />
      </footer>
    </div>
  );
}

function contentOf(picture: Embedded, { watch, compare, find }: Workspaces): ReactNode {
  switch (picture) {
    case 'loss':
      return <LossChart />;
    case 'gradient':
      return <GradientNormChart />;
    case 'maps':
    case 'side':
      return <watch.Content />;
    case 'compare':
      return <compare.Content />;
    case 'find':
    case 'unit':
      return <find.Content />;
  }
}

function TrainButton() {
  const store = useAppStore();
  const status = useApp((state) => state.status);
  const runs = status === 'training' || status === 'pausing';
  const { train, pause } = store.getState();
  return (
    <Button kind="primary" aria-disabled={status === 'pausing'} onClick={runs ? pause : train}>
      {runs ? 'Pause' : 'Train'}
    </Button>
  );
}

function WholePageLink() {
  const href = useApp(wholePage);
  return (
    <a className={styles.whole} href={href} target="_blank" rel="noopener">
      Open the whole page
    </a>
  );
}
