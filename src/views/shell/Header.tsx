import { BackendBadge } from './BackendBadge.tsx';
import { FileMenu } from './FileMenu.tsx';
import { HelpButton, LessonsButton, PresentButton, TextSource, ThemeButton } from './HeaderButtons.tsx';
import { Logo } from '../ui/Icons.tsx';
import { StorageMark } from './StorageMark.tsx';
import { UndoButtons } from './UndoButtons.tsx';
import { WorkspaceTabs } from './WorkspaceTabs.tsx';
import styles from './Header.module.css';

/** The bar of a wide page: workspaces, text, files. On a narrow page `PhoneBar` takes its place. */
export function Header(props: { readonly onText: () => void; readonly onHelp: () => void }) {
  return (
    <header className={styles.header} data-part="header">
      <h1 className={styles.brand}>
        <Logo />
        Unrolled
      </h1>
      <WorkspaceTabs />
      <div className={styles.spacer} />
      <UndoButtons />
      <LessonsButton />
      <TextSource onText={props.onText} />
      <BackendBadge />
      <StorageMark />
      <FileMenu />
      <PresentButton />
      <ThemeButton />
      <HelpButton onHelp={props.onHelp} />
    </header>
  );
}
