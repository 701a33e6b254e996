import { useLayoutEffect, useRef, type ComponentPropsWithoutRef, type KeyboardEvent } from 'react';
import { useMore } from './useMore.ts';

/** Tabs that belong together. */
export interface TabGroup<K extends string> {
  readonly name: string;
  readonly tabs: readonly K[];
}

export interface TabsProps<K extends string> extends ComponentPropsWithoutRef<'div'> {
  /** Accessible name of the list. */
  readonly label: string;
  readonly tabs: readonly K[];
  readonly name: (tab: K) => string;
  readonly chosen: K;
  /** Tab K has the id `tab-K` and controls `panel(K)`. */
  readonly panel: (tab: K) => string;
  readonly onChoose: (tab: K) => void;
  /** Names of groups, each with its tabs. All tabs are in one of them, in the order of `tabs`. */
  readonly groups?: readonly TabGroup<K>[] | undefined;
}

/** What stays visible beside the chosen tab where the row of tabs scrolls, in pixels. */
const BESIDE = 48;

/**
 * Tabs with a single stop in the tab order. Arrow keys, Home and End move the focus and choose a tab. Where its class lets the row
 * scroll, the chosen tab is scrolled into view.
 */
export function Tabs<K extends string>(props: TabsProps<K>) {
  const { label, tabs, name, chosen, panel, onChoose, groups, ...rest } = props;
  const list = useRef<HTMLDivElement>(null);
  const more = useMore(list);
  useLayoutEffect(() => {
    const row = list.current!;
    // A row that becomes narrower hides tabs. The observer reports its first size, too.
    const sizes = new ResizeObserver(() => showTab(row, `tab-${chosen}`));
    sizes.observe(row);
    return () => sizes.disconnect();
  }, [chosen]);
  const count = tabs.length;
  const at = tabs.indexOf(chosen);
  const moves: Readonly<Record<string, number>> = {
    ArrowRight: (at + 1) % count,
    ArrowLeft: (at + count - 1) % count,
    Home: 0,
    End: count - 1,
  };
  const move = (event: KeyboardEvent): void => {
    const to = moves[event.key];
    // With a modifier key the arrows have other meanings: Ctrl+Shift selects text.
    if (to === undefined || event.ctrlKey || event.shiftKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    onChoose(tabs[to]);
    list.current?.querySelectorAll('button')[to]?.focus();
  };
  const button = (tab: K, group?: string) => (
    <button
      key={tab}
      type="button"
      role="tab"
      id={`tab-${tab}`}
      aria-describedby={group === undefined ? undefined : `tabs-${group}`}
      aria-selected={tab === chosen}
      aria-controls={tab === chosen ? panel(tab) : undefined}
      tabIndex={tab === chosen ? 0 : -1}
      onKeyDown={move}
      onClick={() => onChoose(tab)}
    >
      {name(tab)}
    </button>
  );
  return (
    <div {...rest} role="tablist" aria-label={label} ref={list} data-more={more ?? undefined}>
      {groups
        ? groups.map((group) => (
            <span key={group.name} role="presentation" data-part="tab-group">
              <span id={`tabs-${group.name}`} aria-hidden="true">
                {group.name}
              </span>
              {group.tabs.map((tab) => button(tab, group.name))}
            </span>
          ))
        : tabs.map((tab) => button(tab))}
    </div>
  );
}

/** Scrolls the row sideways until a tab is whole in it. The page stays where it is. */
function showTab(row: HTMLElement, id: string): void {
  const frame = row.getBoundingClientRect();
  const tab = [...row.querySelectorAll('button')].find((button) => button.id === id)!.getBoundingClientRect();
  if (tab.left < frame.left + BESIDE) row.scrollLeft -= frame.left + BESIDE - tab.left;
  else if (tab.right > frame.right - BESIDE) row.scrollLeft += tab.right - (frame.right - BESIDE);
}
