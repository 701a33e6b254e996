import { useRef, type ComponentPropsWithoutRef, type KeyboardEvent } from 'react';

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

/** Tabs with a single stop in the tab order. Arrow keys, Home and End move the focus and choose a tab. */
export function Tabs<K extends string>(props: TabsProps<K>) {
  const { label, tabs, name, chosen, panel, onChoose, groups, ...rest } = props;
  const list = useRef<HTMLDivElement>(null);
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
    <div {...rest} role="tablist" aria-label={label} ref={list}>
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
