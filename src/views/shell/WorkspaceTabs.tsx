import { Tabs } from '../ui/Tabs.tsx';
import type { Workspace } from '../../state/ui.ts';
import { useUi } from '../StoreContext.tsx';
import styles from './WorkspaceTabs.module.css';

const NAMES: Readonly<Record<Workspace, string>> = {
  start: 'Start',
  train: 'Train',
  watch: 'Watch',
  compare: 'Compare',
  find: 'Find',
};

/** A beginner's first, then in the order in which they are used. */
const TABS = Object.keys(NAMES) as readonly Workspace[];

export function WorkspaceTabs() {
  const [workspace, setWorkspace] = useUi('workspace');
  return (
    <Tabs
      className={styles.tabs}
      data-part="tabs"
      label="Workspace"
      tabs={TABS}
      name={(name) => NAMES[name]}
      chosen={workspace}
      panel={(name) => `workspace-${name}`}
      onChoose={setWorkspace}
    />
  );
}
