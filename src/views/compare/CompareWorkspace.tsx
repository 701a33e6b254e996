import { formatCount } from '../../draw/format.ts';
import { Scroller } from '../ui/Scroller.tsx';
import { useDeferredValue, useEffect, type ComponentType } from 'react';
import { UI, type ComparePage } from '../../state/ui.ts';
import { passageLength } from '../../state/passage.ts';
import type { AppState } from '../../state/state.ts';
import { Select } from '../ui/Select.tsx';
import { Tabs } from '../ui/Tabs.tsx';
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
import pictureStyles from '../ui/picture.module.css';
import styles from './CompareWorkspace.module.css';

const PAGES: Readonly<Record<ComparePage, { readonly name: string; readonly Page: ComponentType }>> = {
  time: { name: 'Over time', Page: OverTimePage },
  lag: { name: 'By lag', Page: ByLagPage },
  training: { name: 'Over training', Page: OverTrainingPage },
  triangle: { name: 'Triangle', Page: TrianglePage },
  chain: { name: 'Chain', Page: ChainPage },
  jacobian: { name: 'Jacobian', Page: JacobianPage },
  memory: { name: 'Memory', Page: MemoryPage },
  check: { name: 'Check', Page: CheckPage },
};

const NAMES = Object.fromEntries(UI.comparePage.codec.values.map((page) => [page, PAGES[page].name])) as Record<
  ComparePage,
  string
>;

/** The active models side by side on the same text, on one page of pictures at a time. */
export function CompareWorkspace() {
  const [chosen, setPage] = useUi('comparePage');
  // The tab is chosen at once, and its pictures are rendered afterwards.
  const page = useDeferredValue(chosen);
  const models = useComparedModels();
  const passage = useApp((state) => state.passage);
  useLaterLoss(page);
  const { Page } = PAGES[page];
  const [open] = useUi('perturbOpen');
  return (
    <div className={styles.compareFrame} data-perturbing={open || undefined}>
      <div className={styles.compareBar}>
        <Tabs
          className={`${pictureStyles.sideTabs} ${styles.compareTabs}`}
          data-part="side-tabs"
          label="Compare"
          tabs={UI.comparePage.codec.values}
          names={NAMES}
          chosen={chosen}
          panel={(name) => `compare-${name}`}
          onChoose={setPage}
        />
        <LayerChoice />
        <PerturbButton />
      </div>
      <ComparedWeights models={models} ofKept={page === 'training'} />
      {BEFORE_CURSOR.has(page) ? <EarlyCursor /> : null}
      <div className={styles.comparePage} role="tabpanel" id={`compare-${page}`} aria-labelledby={`tab-${page}`}>
        <ErrorBoundary key={page} of={passage}>
          {models.length > 0 ? <Page /> : <Waiting model="network" />}
        </ErrorBoundary>
      </div>
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
 * gradients of W_hh would be 0 there.
 * A reader who goes back there stays there.
 */
function useLaterLoss(page: ComparePage): void {
  const store = useAppStore();
  const passage = useApp((state) => state.passage);
  useEffect(() => {
    const state = store.getState();
    const to = laterLoss(state);
    if (BEFORE_CURSOR.has(page) && state.ui.cursor.t === 0 && to > 0) state.moveTo(to);
  }, [store, page, passage]);
}

/** A note near the beginning of the text, where these pages have almost nothing to show. */
function EarlyCursor() {
  const store = useAppStore();
  const isEarly = useApp((state) => state.ui.cursor.t < EARLY);
  const to = useApp(laterLoss);
  if (!isEarly || to < EARLY) return null;
  return (
    <p className={pictureStyles.pictureNote} role="status">
      The cursor is near the beginning, where a loss has hardly any earlier states.{' '}
      <button type="button" className={pictureStyles.textButton} onClick={() => store.getState().moveTo(to)}>
        Go to t = {formatCount(to)}
      </button>
    </p>
  );
}

/** Opens the drawer in which the weights are changed by hand, beside the pictures. */
function PerturbButton() {
  const [open, setOpen] = useUi('perturbOpen');
  return (
    <button type="button" className={pictureStyles.textButton} aria-expanded={open} onClick={() => setOpen(!open)}>
      {open ? 'Close' : 'Provoke it…'}
    </button>
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
