import { Tabs } from '../ui/Tabs.tsx';
import { UI, type Workspace } from '../../state/ui.ts';
import { useUi } from '../StoreContext.tsx';
import styles from './WorkspaceTabs.module.css';

const NAMES: Readonly<Record<Workspace, string>> = { train: 'Train', watch: 'Watch', compare: 'Compare', find: 'Find' };

export function WorkspaceTabs() {
  const [workspace, setWorkspace] = useUi('workspace');
  return (
    <Tabs
      className={styles.tabs}
      data-part="tabs"
      label="Workspace"
      tabs={UI.workspace.codec.values}
      name={(name) => NAMES[name]}
      chosen={workspace}
      panel={(name) => `workspace-${name}`}
      onChoose={setWorkspace}
    />
  );
}
