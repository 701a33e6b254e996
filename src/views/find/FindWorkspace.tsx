import { type ComponentType, useDeferredValue } from 'react';
import { FIND_PAGES, type FindPage } from '../../store/findState.ts';
import { Tabs } from '../picture/Tabs.tsx';
import { selectedSlot, useSelectedTrace } from '../picture/selectedTrace.ts';
import { Waiting } from '../picture/Waiting.tsx';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { useTheme } from '../theme.ts';
import { CausePage } from './CausePage.tsx';
import { FormationPage } from './FormationPage.tsx';
import { MatchPage } from './MatchPage.tsx';
import { SearchPanel } from './SearchPanel.tsx';
import { UnitOverText } from './UnitOverText.tsx';
import { UnitSide } from './UnitSide.tsx';
import { useTracedUnit } from './useTracedUnit.ts';
import '../styles/picture.css';
import '../styles/watch.css';
import '../styles/find.css';
import '../styles/look.css';

/** What each unit has learned, and one unit over the traced and over the searched text. */
export function FindWorkspace() {
  const selected = useSelectedTrace();
  const model = useApp((state) => selectedSlot(state).name);
  const theme = useTheme();
  const traced = useTracedUnit(selected);
  return (
    <div className="find">
      <FindPages />
      <div className="find-unit">
        {traced ? <UnitOverText traced={traced} theme={theme} /> : <Waiting model={model} />}
        <div
          className="find-side"
          role="group"
          aria-label="The unit in numbers"
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard (WCAG 2.1.1)
          tabIndex={0}
        >
          <UnitSide traced={traced} theme={theme} />
        </div>
      </div>
    </div>
  );
}

const PAGES: Readonly<Record<FindPage, { readonly name: string; readonly Page: ComponentType }>> = {
  labels: { name: 'Labels', Page: SearchPanel },
  cause: { name: 'Cause', Page: CausePage },
  formation: { name: 'Over training', Page: FormationPage },
  match: { name: 'Match', Page: MatchPage },
};

const NAMES = Object.fromEntries(FIND_PAGES.map((page) => [page, PAGES[page].name])) as Record<FindPage, string>;

/** One question at a time. */
function FindPages() {
  const store = useAppStore();
  const chosen = useApp((state) => state.findPage);
  // The tab answers at once; its page is rendered behind it.
  const page = useDeferredValue(chosen);
  const { Page } = PAGES[page];
  return (
    <div className="find-left">
      <Tabs
        className="side-tabs"
        label="Find"
        tabs={FIND_PAGES}
        names={NAMES}
        chosen={chosen}
        panel={(name) => `find-${name}`}
        onChoose={(name) => store.getState().setFindPage(name)}
      />
      <div
        className="find-page"
        role="tabpanel"
        id={`find-${page}`}
        aria-labelledby={`tab-${page}`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard (WCAG 2.1.1)
        tabIndex={0}
      >
        <Page />
      </div>
    </div>
  );
}
