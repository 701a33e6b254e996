import { useRef, type KeyboardEvent } from 'react';
import { WORKSPACES, type Workspace } from '../../store/state.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';

const NAMES: Readonly<Record<Workspace, string>> = { train: 'Train', watch: 'Watch', compare: 'Compare', find: 'Find' };

const MOVES: Readonly<Record<string, (at: number) => number>> = {
  ArrowRight: (at) => (at + 1) % WORKSPACES.length,
  ArrowLeft: (at) => (at + WORKSPACES.length - 1) % WORKSPACES.length,
  Home: () => 0,
  End: () => WORKSPACES.length - 1,
};

/** Tabs with one stop in the tab order; arrows move focus and choose. */
export function WorkspaceTabs() {
  const store = useAppStore();
  const workspace = useApp((state) => state.workspace);
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent): void => {
    const to = MOVES[event.key]?.(WORKSPACES.indexOf(workspace));
    if (to === undefined) return;
    event.preventDefault();
    store.getState().setWorkspace(WORKSPACES[to]);
    list.current?.querySelectorAll('button')[to]?.focus();
  };
  return (
    <div className="tabs" role="tablist" aria-label="Workspace" ref={list}>
      {WORKSPACES.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`tab-${name}`}
          aria-selected={name === workspace}
          aria-controls={name === workspace ? `workspace-${name}` : undefined}
          tabIndex={name === workspace ? 0 : -1}
          onKeyDown={move}
          onClick={() => store.getState().setWorkspace(name)}
        >
          {NAMES[name]}
        </button>
      ))}
    </div>
  );
}
