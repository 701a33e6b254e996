import { formatCount } from '../../draw/format.ts';
import { Scroller } from '../ui/Scroller.tsx';
import { useEffect, type ComponentType } from 'react';
import { UI, type ComparePage } from '../../state/ui.ts';
import { passageLength } from '../../state/passage.ts';
import type { AppState } from '../../state/state.ts';
import { Select } from '../ui/Select.tsx';
import { TabbedPages } from '../ui/TabbedPages.tsx';
import type { TabGroup } from '../ui/Tabs.tsx';
import { Waiting } from '../ui/Waiting.tsx';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { useApp, useAppStore, useUi } from '../StoreContext.tsx';
import { ByLagPage } from './ByLagPage.tsx';
import { ChainPage } from './ChainPage.tsx';
import { CheckPage } from './CheckPage.tsx';
import { ComparedWeights } from './ComparedWeights.tsx';
import { useComparedModels } from './comparedModels.ts';
import { JacobianPage } from './JacobianPage.tsx';
import { MemoryPage } from './MemoryPage.tsx';
import { OverTimePage } from './OverTimePage.tsx';
import { OverTrainingPage } from './OverTrainingPage.tsx';
import { PerturbDrawer } from './PerturbDrawer.tsx';
import { TrianglePage } from './TrianglePage.tsx';
import { Button } from '../ui/Button.tsx';
import pictureStyles from '../ui/picture.module.css';
import styles from './CompareWorkspace.module.css';

const PAGES: Readonly<Record<ComparePage, { readonly name: string; readonly Page: ComponentType }>> = {
  lag: { name: 'By lag', Page: ByLagPage },
  training: { name: 'Over training', Page: OverTrainingPage },
  triangle: { name: 'Triangle', Page: TrianglePage },
  time: { name: 'Over time', Page: OverTimePage },
  chain: { name: 'Chain', Page: ChainPage },
  jacobian: { name: 'Jacobian', Page: JacobianPage },
  memory: { name: 'Memory', Page: MemoryPage },
  check: { name: 'Check', Page: CheckPage },
};

/** What the pages are about, in the order of their tabs. */
const GROUPS: readonly TabGroup<ComparePage>[] = [
  { name: 'Reach', tabs: ['lag', 'training', 'triangle', 'time'] },
  { name: 'Mechanism', tabs: ['chain', 'jacobian'] },
  { name: 'Proof', tabs: ['memory', 'check'] },
];

/** The active models side by side on the same text, on one page of pictures at a time. */
export function CompareWorkspace() {
  const models = useComparedModels();
  const passage = useApp((state) => state.passage);
  const [open] = useUi('perturbOpen');
  return (
    <div className={styles.compareFrame} data-perturbing={open || undefined}>
      <TabbedPages
        label="Compare"
        prefix="compare"
        order={UI.comparePage.codec.values}
        groups={GROUPS}
        pages={PAGES}
        choice={useUi('comparePage')}
        of={passage}
        className={styles.comparePage}
        line={(tabs) => (
          <div className={styles.compareBar}>
            {tabs}
            <LayerChoice />
            <PerturbButton />
          </div>
        )}
        above={(page) => (
          <>
            <ComparedWeights models={models} ofKept={page === 'training'} />
            {BEFORE_CURSOR.has(page) ? <EarlyCursor key={page} /> : null}
          </>
        )}
      >
        {({ Page }) => (models.length > 0 ? <Page /> : <Waiting model="network" />)}
      </TabbedPages>
      {open ? (
        <Scroller className={styles.perturbDrawer} label="Weights changed by hand">
          <ErrorBoundary>
            <PerturbDrawer />
          </ErrorBoundary>
        </Scroller>
      ) : null}
    </div>
  );
}

/** Pages about what precedes the cursor: the states behind one loss, or the characters that are checked. */
const BEFORE_CURSOR: ReadonlySet<ComparePage> = new Set(['triangle', 'chain', 'jacobian', 'check']);
/** Below this timestep a loss has hardly any earlier states. */
const EARLY = 10;
const LATER = 200;

/** The timestep of a loss with enough earlier states, or of the text's last loss. */
function laterLoss(state: AppState): number {
  return Math.min(LATER, passageLength(state) - 2);
}

/**
 * Moves the cursor away from the first character when such a page opens, because no state precedes that loss: the checked
 * gradients of W_hh would be 0 there. A reader who goes back there stays there. Near the beginning of the text, where these pages
 * have almost nothing to show, a note says so.
 */
function EarlyCursor() {
  const store = useAppStore();
  const passage = useApp((state) => state.passage);
  const isEarly = useApp((state) => state.ui.cursor.t < EARLY);
  const to = useApp(laterLoss);
  useEffect(() => {
    const state = store.getState();
    const later = laterLoss(state);
    if (state.ui.cursor.t === 0 && later > 0) state.moveTo(later);
  }, [store, passage]);
  if (!isEarly || to < EARLY) return null;
  return (
    <p className={pictureStyles.pictureNote} role="status">
      The cursor is near the beginning, where a loss has hardly any earlier states.{' '}
      <Button kind="text" onClick={() => store.getState().moveTo(to)}>
        Go to t = {formatCount(to)}
      </Button>
    </p>
  );
}

/** Opens the drawer in which the weights are changed by hand, beside the pictures. */
function PerturbButton() {
  const [open, setOpen] = useUi('perturbOpen');
  return (
    <Button kind="text" aria-expanded={open} onClick={() => setOpen(!open)}>
      {open ? 'Close' : 'Provoke it…'}
    </Button>
  );
}

/** The choice of the layer that the pictures show; nothing for models of one layer. */
function LayerChoice() {
  const store = useAppStore();
  const layer = useApp((state) => state.ui.cursor.layer);
  const layers = Math.max(0, ...useComparedModels().map(({ trace }) => trace.spec.layers));
  if (layers < 2) return null;
  return (
    <div className={pictureStyles.pictureControls}>
      <Select
        label="Layer"
        value={layer}
        options={Array.from({ length: layers }, (_, k) => [k, k + 1])}
        onChoose={(k) => store.getState().select({ layer: k })}
      />
    </div>
  );
}
