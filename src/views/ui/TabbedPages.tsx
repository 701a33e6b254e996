import { useDeferredValue, type ReactNode } from 'react';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Scroller } from './Scroller.tsx';
import { type TabGroup, Tabs } from './Tabs.tsx';
import pictureStyles from './picture.module.css';

export interface TabbedPagesProps<K extends string, P extends { readonly name: string }> {
  /** Accessible name of the tabs. */
  readonly label: string;
  /** Page K has the id `prefix-K`. */
  readonly prefix: string;
  readonly order: readonly K[];
  /** Names of groups of pages; without them the tabs stand in one row. */
  readonly groups?: readonly TabGroup<K>[];
  /** Every page, with the name on its tab. */
  readonly pages: Readonly<Record<K, P>>;
  readonly choice: readonly [chosen: K, choose: (page: K) => void];
  /** What the pages show, compared by identity. After an error, a page is tried again when this changes. */
  readonly of?: unknown;
  readonly className?: string | undefined;
  /** The tabs, with what else stands in their line. */
  readonly line?: (tabs: ReactNode) => ReactNode;
  /** What stands between the tabs and a page. */
  readonly above?: (page: K) => ReactNode;
  readonly children: (page: P) => ReactNode;
}

/** One of several pages, chosen by tabs. The tab is chosen at once, and its page is rendered afterwards. */
export function TabbedPages<K extends string, P extends { readonly name: string }>(props: TabbedPagesProps<K, P>) {
  const { label, prefix, order, groups, pages, choice, of, className, line = (tabs) => tabs, above, children } = props;
  const [chosen, choose] = choice;
  const page = useDeferredValue(chosen);
  return (
    <>
      {line(
        <Tabs
          className={pictureStyles.sideTabs}
          data-part="side-tabs"
          label={label}
          tabs={order}
          groups={groups}
          name={(key) => pages[key].name}
          chosen={chosen}
          panel={(key) => `${prefix}-${key}`}
          onChoose={choose}
        />,
      )}
      {above?.(page)}
      <Scroller
        key={page}
        role="tabpanel"
        className={className}
        data-part="tab-page"
        id={`${prefix}-${page}`}
        aria-labelledby={`tab-${page}`}
      >
        <ErrorBoundary of={of}>{children(pages[page])}</ErrorBoundary>
      </Scroller>
    </>
  );
}
