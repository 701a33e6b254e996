import { formatCount } from '../../draw/format.ts';
import { useApp, useAppStore, useUi } from '../StoreContext.tsx';
import { useTheme } from '../theme.ts';
import { BackendBadge } from './BackendBadge.tsx';
import { FileMenu } from './FileMenu.tsx';
import { Button } from '../ui/Button.tsx';
import { Logo } from '../ui/Icons.tsx';
import { StorageMark } from './StorageMark.tsx';
import { UndoButtons } from './UndoButtons.tsx';
import { WorkspaceTabs } from './WorkspaceTabs.tsx';
import styles from './Header.module.css';

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
      <ThemeButton />
      <Button kind="quiet" className={styles.square} aria-label="Keys and help" onClick={props.onHelp}>
        ?
      </Button>
    </header>
  );
}

/** Opens the list of lessons, from a step too; closes the list. */
function LessonsButton() {
  const [lesson, setLesson] = useUi('lesson');
  return (
    <Button kind="quiet" aria-expanded={lesson !== null} onClick={() => setLesson(lesson === 'list' ? null : 'list')}>
      Lessons
    </Button>
  );
}

function TextSource(props: { readonly onText: () => void }) {
  const text = useApp((state) => state.text);
  return (
    <Button
      kind="quiet"
      className={styles.textSource}
      data-printed
      aria-labelledby="text-source-name"
      aria-describedby="text-source-what"
      aria-haspopup="dialog"
      onClick={props.onText}
    >
      <span id="text-source-name">Text…</span>{' '}
      <span id="text-source-what">
        {text ? (
          <>
            <b>{text.name}</b>
            <span className="not-narrow">, {formatCount(text.tokens.length)} characters</span>
          </>
        ) : (
          'being read'
        )}
      </span>
    </Button>
  );
}

/** A button with the name of the theme to which it switches. */
function ThemeButton() {
  const store = useAppStore();
  const next = useTheme() === 'dark' ? 'light' : 'dark';
  return (
    <Button
      kind="quiet"
      className={styles.themeButton}
      aria-label={next === 'dark' ? 'Dark theme' : 'Light theme'}
      onClick={() => store.getState().setUi({ theme: next })}
    >
      {next === 'dark' ? 'Dark' : 'Light'}
    </Button>
  );
}
