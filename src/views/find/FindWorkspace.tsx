import { Scroller } from '../ui/Scroller.tsx';
import { type ComponentType, useDeferredValue } from 'react';
import { UI, type FindPage } from '../../state/ui.ts';
import { Tabs } from '../ui/Tabs.tsx';
import { useSelectedTrace } from '../ui/selectedTrace.ts';
import { Waiting } from '../ui/Waiting.tsx';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { useUi } from '../StoreContext.tsx';
import { useSelectedModel } from '../useModels.ts';
import { AblationPage } from './AblationPage.tsx';
import { ScoresOverTrainingPage } from './ScoresOverTrainingPage.tsx';
import { MatchPage } from './MatchPage.tsx';
import { SearchPanel } from './SearchPanel.tsx';
import { UnitOverText } from './UnitOverText.tsx';
import { FoundUnitSide } from './FoundUnitSide.tsx';
import { useTracedUnit } from './useTracedUnit.ts';
import pictureStyles from '../ui/picture.module.css';
import styles from './FindWorkspace.module.css';

/** The workspace Find: one question about units at the left; at the right the selected unit over the text, and its numbers. */
export function FindWorkspace() {
  const selected = useSelectedTrace();
  const model = useSelectedModel(({ is }) => is.name);
  const traced = useTracedUnit(selected);
  return (
    <div className={styles.find} data-part="find">
      <FindPages />
      <Scroller className={styles.findUnit} label="One unit over the text">
        <ErrorBoundary of={selected?.trace}>
          {traced ? <UnitOverText traced={traced} /> : <Waiting model={model} />}
        </ErrorBoundary>
        <Scroller className={styles.findSide} data-part="find-side" label="The unit in numbers">
          <ErrorBoundary of={selected?.trace}>
            <FoundUnitSide traced={traced} />
          </ErrorBoundary>
        </Scroller>
      </Scroller>
    </div>
  );
}

const PAGES: Readonly<Record<FindPage, { readonly name: string; readonly Page: ComponentType }>> = {
  labels: { name: 'Labels', Page: SearchPanel },
  ablation: { name: 'Cause', Page: AblationPage },
  overTraining: { name: 'Over training', Page: ScoresOverTrainingPage },
  match: { name: 'Match', Page: MatchPage },
};

const NAMES = Object.fromEntries(UI.findPage.codec.values.map((page) => [page, PAGES[page].name])) as Record<
  FindPage,
  string
>;

/** The pages of Find, one of them at a time. */
function FindPages() {
  const [chosen, setPage] = useUi('findPage');
  // The tab changes at once; its page is rendered afterwards.
  const page = useDeferredValue(chosen);
  const { Page } = PAGES[page];
  return (
    <div className={styles.findLeft} data-part="find-left">
      <Tabs
        className={pictureStyles.sideTabs}
        data-part="side-tabs"
        label="Find"
        tabs={UI.findPage.codec.values}
        names={NAMES}
        chosen={chosen}
        panel={(name) => `find-${name}`}
        onChoose={setPage}
      />
      <Scroller
        role="tabpanel"
        className={styles.findPage}
        data-part="find-page"
        id={`find-${page}`}
        aria-labelledby={`tab-${page}`}
      >
        <ErrorBoundary key={page}>
          <Page />
        </ErrorBoundary>
      </Scroller>
    </div>
  );
}
