import { Scroller } from '../ui/Scroller.tsx';
import type { ComponentType } from 'react';
import { UI, type FindPage } from '../../state/ui.ts';
import { TabbedPages } from '../ui/TabbedPages.tsx';
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
import { FirstLine } from './FirstLine.tsx';
import { FoundUnitSide } from './FoundUnitSide.tsx';
import { useTracedUnit } from './useTracedUnit.ts';
import styles from './FindWorkspace.module.css';

/**
 * The workspace Find: what was found as one sentence; below it one question about units at the left, and at the right the
 * selected unit over the text, what it causes, and its numbers.
 */
export function FindWorkspace() {
  const selected = useSelectedTrace();
  const model = useSelectedModel(({ is }) => is.name);
  const traced = useTracedUnit(selected);
  const [page] = useUi('findPage');
  return (
    <div className={styles.find} data-part="find" data-page={page}>
      <FirstLine />
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

/** The pages of Find, one of them at a time. */
function FindPages() {
  return (
    <div className={styles.findLeft} data-part="find-left">
      <TabbedPages
        label="Find"
        prefix="find"
        order={UI.findPage.codec.values}
        pages={PAGES}
        choice={useUi('findPage')}
        className={styles.findPage}
      >
        {({ Page }) => <Page />}
      </TabbedPages>
    </div>
  );
}
