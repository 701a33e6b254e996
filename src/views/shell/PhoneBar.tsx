import type { RefObject } from 'react';
import { useApp } from '../StoreContext.tsx';
import { Button } from '../ui/Button.tsx';
import { MenuIcon } from '../ui/Icons.tsx';
import { BackendStatus } from './BackendBadge.tsx';
import { MenuSheet } from './MenuSheet.tsx';
import { TrainButton } from './RunControls.tsx';
import { SelectedSpan } from './SelectedSpan.tsx';
import { TrainingStatus } from './TrainingStatus.tsx';
import { useMenuSheet } from './useMenuSheet.ts';
import { WorkspaceTabs } from './WorkspaceTabs.tsx';
import styles from './PhoneBar.module.css';

export interface PhoneBarProps {
  readonly isOpen: boolean;
  readonly setOpen: (isOpen: boolean) => void;
  readonly onText: () => void;
  readonly onHelp: () => void;
}

/**
 * The one bar of a narrow page: the menu, the workspaces and Train. It stays at the top of the window. What else a wide page has
 * in its bars stands in the menu's sheet.
 */
export function PhoneBar({ isOpen, setOpen, onText, onHelp }: PhoneBarProps) {
  const { inside, button } = useMenuSheet(isOpen, setOpen);
  // A dialog that is closed gives the focus back to what had it before, which the closed sheet has not.
  const instead = (act: () => void) => (): void => {
    setOpen(false);
    button.current?.focus();
    act();
  };
  return (
    <header className={styles.phoneBar} data-part="bar">
      <h1 className="visually-hidden">Unrolled</h1>
      <div ref={inside}>
        <MenuButton isOpen={isOpen} setOpen={setOpen} button={button} />
        <MenuSheet isOpen={isOpen} onText={instead(onText)} onHelp={instead(onHelp)} />
      </div>
      <WorkspaceTabs />
      <span data-part="bar-train">
        <TrainButton />
      </span>
      <TrainingStatus />
      <BackendStatus className="visually-hidden" />
      <SelectedSpan />
    </header>
  );
}

function MenuButton(
  props: Pick<PhoneBarProps, 'isOpen' | 'setOpen'> & { button: RefObject<HTMLButtonElement | null> },
) {
  const { isOpen, setOpen, button } = props;
  const trouble = useApp(({ storage }) => storage.trouble);
  return (
    <Button
      kind="icon"
      ref={button}
      className={styles.sheetButton}
      aria-label="Menu"
      aria-expanded={isOpen}
      aria-controls="menu"
      // What the menu says of it is out of sight.
      data-marked={trouble !== null || undefined}
      title={trouble ? `${trouble.message} ${trouble.action}` : undefined}
      onClick={() => setOpen(!isOpen)}
    >
      <MenuIcon />
    </Button>
  );
}
