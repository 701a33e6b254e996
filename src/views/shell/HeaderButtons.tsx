import { formatCount } from '../../draw/format.ts';
import { useApp, useAppStore, useUi } from '../StoreContext.tsx';
import { useTheme } from '../theme.ts';
import { Button } from '../ui/Button.tsx';
import { PresentIcon } from '../ui/Icons.tsx';
import styles from './HeaderButtons.module.css';

/** The text that the networks learn. A press opens the dialog "Text". */
export function TextSource(props: { readonly onText: () => void }) {
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
export function ThemeButton() {
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

/** Opens the list of lessons, from a step too; closes the list. */
export function LessonsButton() {
  const [lesson, setLesson] = useUi('lesson');
  return (
    <Button kind="quiet" aria-expanded={lesson !== null} onClick={() => setLesson(lesson === 'list' ? null : 'list')}>
      Lessons
    </Button>
  );
}

/** Shows everything larger, for a projector, and as before. */
export function PresentButton() {
  const store = useAppStore();
  const isPresented = useApp(({ frame }) => frame.present);
  return (
    <Button
      kind="quiet"
      className={styles.square}
      aria-label="Present"
      aria-pressed={isPresented}
      title="Present: larger type and thicker strokes, for a projector"
      onClick={() => store.getState().present(!isPresented)}
    >
      <PresentIcon />
    </Button>
  );
}

/** Opens the list of keys. */
export function HelpButton({ onHelp }: { readonly onHelp: () => void }) {
  return (
    <Button kind="quiet" className={styles.square} aria-label="Keys and help" onClick={onHelp}>
      ?
    </Button>
  );
}
