import { useDeferredValue, type ComponentType } from 'react';
import { COMPARE_PAGES, type ComparePage } from '../../store/gradientPictures.ts';
import { passageLength } from '../../store/passage.ts';
import { Tabs } from '../picture/Tabs.tsx';
import { Waiting } from '../picture/Waiting.tsx';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { ByLagPage } from './ByLagPage.tsx';
import { ChainPage } from './ChainPage.tsx';
import { CheckPage } from './CheckPage.tsx';
import { ComparedWeights } from './ComparedWeights.tsx';
import { setProvokeOptions, useProvokeOptions } from './compareOptions.ts';
import { useComparedModels } from './comparedModels.ts';
import { JacobianPage } from './JacobianPage.tsx';
import { MemoryPage } from './MemoryPage.tsx';
import { OverTimePage } from './OverTimePage.tsx';
import { OverTrainingPage } from './OverTrainingPage.tsx';
import { Provoke } from './Provoke.tsx';
import { TrianglePage } from './TrianglePage.tsx';
import '../styles/picture.css';
import '../styles/watch.css';
import '../styles/compare.css';
import '../styles/lags.css';

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

const NAMES = Object.fromEntries(COMPARE_PAGES.map((page) => [page, PAGES[page].name])) as Record<ComparePage, string>;

/** The active models side by side on the same text, one page of pictures at a time. */
export function CompareWorkspace() {
  const store = useAppStore();
  const chosen = useApp((state) => state.comparePage);
  // The tab answers at once; its pictures are rendered behind it.
  const page = useDeferredValue(chosen);
  const models = useComparedModels();
  const { Page } = PAGES[page];
  const { open } = useProvokeOptions();
  return (
    <div className="compare-frame" data-provoking={open || undefined}>
      <div className="compare-bar">
        <Tabs
          className="side-tabs"
          label="Compare"
          tabs={COMPARE_PAGES}
          names={NAMES}
          chosen={chosen}
          panel={(name) => `compare-${name}`}
          onChoose={(name) => store.getState().setComparePage(name)}
        />
        <LayerChoice />
        <ProvokeSwitch />
      </div>
      <ComparedWeights models={models} />
      {OF_ONE_LOSS.has(page) ? <EarlyCursor /> : null}
      <div className="compare-page" role="tabpanel" id={`compare-${page}`} aria-labelledby={`tab-${page}`}>
        {models.length > 0 ? <Page /> : <Waiting model="network" />}
      </div>
      {open ? (
        <div className="provoke-drawer">
          <Provoke />
        </div>
      ) : null}
    </div>
  );
}

/** Pages about the loss at the cursor. */
const OF_ONE_LOSS: ReadonlySet<ComparePage> = new Set(['triangle', 'chain', 'jacobian']);
/** Below this timestep hardly anything lies before a loss. */
const EARLY = 10;
const LATER = 200;

/** Near the beginning of the text these pages have next to nothing to show. */
function EarlyCursor() {
  const store = useAppStore();
  const isEarly = useApp((state) => state.cursor.t < EARLY);
  const to = useApp((state) => Math.min(LATER, passageLength(state) - 2));
  if (!isEarly || to < EARLY) return null;
  return (
    <p className="picture-note early-cursor" role="status">
      The cursor stands at the beginning, where hardly anything lies before a loss.{' '}
      <button type="button" className="provoke-switch" onClick={() => store.getState().moveTo(to)}>
        Go to t = {to}
      </button>
    </p>
  );
}

/** Opens what changes the weights by hand, beside the pictures that answer to it. */
function ProvokeSwitch() {
  const { open } = useProvokeOptions();
  return (
    <button
      type="button"
      className="provoke-switch"
      aria-expanded={open}
      onClick={() => setProvokeOptions({ open: !open })}
    >
      {open ? 'Close' : 'Provoke it…'}
    </button>
  );
}

/** Which layer the pictures show; nothing where there is only one. */
function LayerChoice() {
  const store = useAppStore();
  const layer = useApp((state) => state.cursor.layer);
  const layers = Math.max(0, ...useComparedModels().map(({ trace }) => trace.spec.layers));
  if (layers < 2) return null;
  return (
    <div className="picture-controls">
      <label>
        Layer
        <select value={layer} onChange={(event) => store.getState().select({ layer: Number(event.target.value) })}>
          {Array.from({ length: layers }, (_, k) => (
            <option key={k} value={k}>
              {k + 1}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
