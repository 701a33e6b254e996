import { useRef, type ComponentPropsWithoutRef, type KeyboardEvent } from 'react';

export interface TabsProps<K extends string> extends ComponentPropsWithoutRef<'div'> {
  /** Accessible name of the list. */
  readonly label: string;
  readonly tabs: readonly K[];
  readonly name: (tab: K) => string;
  readonly chosen: K;
  /** Tab K has the id `tab-K` and controls `panel(K)`. */
  readonly panel: (tab: K) => string;
  readonly onChoose: (tab: K) => void;
}

/** Tabs with a single stop in the tab order. Arrow keys, Home and End move the focus and choose a tab. */
export function Tabs<K extends string>(props: TabsProps<K>) {
  const { label, tabs, name, chosen, panel, onChoose, ...rest } = props;
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
  return (
    <div {...rest} role="tablist" aria-label={label} ref={list}>
      {tabs.map((tab) => (
        <button
          key={tab}
          type="button"
          role="tab"
          id={`tab-${tab}`}
          aria-selected={tab === chosen}
          aria-controls={tab === chosen ? panel(tab) : undefined}
          tabIndex={tab === chosen ? 0 : -1}
          onKeyDown={move}
          onClick={() => onChoose(tab)}
        >
          {name(tab)}
        </button>
      ))}
    </div>
  );
}
