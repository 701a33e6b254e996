import { WORKSPACES, type Workspace } from '../../store/state.ts';
import { Tabs } from '../picture/Tabs.tsx';
import { useApp, useAppStore } from '../StoreContext.tsx';

const NAMES: Readonly<Record<Workspace, string>> = { train: 'Train', watch: 'Watch', compare: 'Compare', find: 'Find' };

export function WorkspaceTabs() {
  const store = useAppStore();
  const workspace = useApp((state) => state.workspace);
  return (
    <Tabs
      className="tabs"
      label="Workspace"
      tabs={WORKSPACES}
      names={NAMES}
      chosen={workspace}
      panel={(name) => `workspace-${name}`}
      onChoose={(name) => store.getState().setWorkspace(name)}
    />
  );
}
