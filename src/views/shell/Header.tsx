import { formatCount } from '../../draw/format.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { useTheme } from '../theme.ts';
import { BackendBadge } from './BackendBadge.tsx';
import { FileMenu } from './FileMenu.tsx';
import { Logo } from './Icons.tsx';
import { WorkspaceTabs } from './WorkspaceTabs.tsx';

export function Header(props: { readonly onText: () => void; readonly onHelp: () => void }) {
  return (
    <header className="header">
      <h1 className="brand">
        <Logo />
        Unrolled
      </h1>
      <WorkspaceTabs />
      <div className="spacer" />
      <TextSource onText={props.onText} />
      <BackendBadge />
      <FileMenu />
      <ThemeButton />
      <button type="button" className="quiet square" aria-label="Keys and help" onClick={props.onHelp}>
        ?
      </button>
    </header>
  );
}

function TextSource(props: { readonly onText: () => void }) {
  const text = useApp((state) => state.text);
  return (
    <button
      type="button"
      className="quiet text-source"
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
    </button>
  );
}

/** Says the theme that a press brings. */
function ThemeButton() {
  const store = useAppStore();
  const next = useTheme() === 'dark' ? 'light' : 'dark';
  return (
    <button
      type="button"
      className="quiet theme-button"
      aria-label={next === 'dark' ? 'Dark theme' : 'Light theme'}
      onClick={() => store.getState().setTheme(next)}
    >
      {next === 'dark' ? 'Dark' : 'Light'}
    </button>
  );
}
