import { useUi } from '../StoreContext.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Checkbox } from '../ui/Checkbox.tsx';
import noteStyles from '../ui/note.module.css';
import styles from './HelpDialog.module.css';

const KEYS: readonly (readonly [keys: readonly string[], what: string])[] = [
  [['Space'], 'play and stop'],
  [['←', '→'], 'one character back, forward'],
  [['Shift+←', 'Shift+→'], 'ten characters back, forward'],
  [['Ctrl+Shift+←', 'Ctrl+Shift+→'], 'select from the cursor on, also in the slider'],
  [['Escape'], 'select nothing'],
  [['Shift+drag'], 'select, on the text strip and on the text in Find'],
  [['Home', 'End'], 'first, last character'],
  [['PageUp', 'PageDown'], 'show earlier, later text; the cursor stays'],
  [['Ctrl+wheel', 'pinch'], 'zoom in time, over a picture'],
  [['Shift+wheel'], 'show earlier, later text, over a picture'],
];

const EVERYWHERE: readonly (readonly [keys: readonly string[], what: string])[] = [
  [['Ctrl+Z'], 'undo what you did last, except in a text field, which undoes what you typed'],
  [['Ctrl+Shift+Z', 'Ctrl+Y'], 'do again what was undone last'],
];

const LETTER_KEYS: readonly (readonly [keys: readonly string[], what: string])[] = [
  [['j', 'k'], 'next, previous unit'],
  [['[', ']'], 'previous, next channel'],
  [['+', '-'], 'zoom in, out in time'],
  [['0', '9'], 'letters at natural size, the whole trace'],
  [['/'], 'find in the whole text'],
  [[',', '.'], 'in Watch: part of one update back, forward, on into the next character'],
  [['1', '2', '3', '4'], 'Train, Watch, Compare, Find'],
  [['g'], 'the glossary'],
  [['?'], 'this list'],
];

/** The signs for characters that are invisible or look alike. */
const SIGNS: readonly (readonly [keys: readonly string[], what: string])[] = [
  [['␣', '↵', '⇥'], 'space, newline, tab'],
  [
    ['202F'],
    'the code point of a character that is invisible, that no font here has, or that looks like a more frequent one',
  ],
  [['aᴸ', 'аᶜ'], 'a Latin or Cyrillic letter that looks like a more frequent one of another script'],
];

export function HelpDialog(props: { readonly open: boolean; readonly onClose: () => void }) {
  const [letterKeys, setLetterKeys] = useUi('letterKeys');
  const [, setGlossary] = useUi('glossary');
  return (
    <Dialog title="Keys and help" {...props}>
      <p>
        Unrolled trains recurrent networks on a text, in this page, and shows what they compute. Press Train, then move
        along the text: one cursor goes through the strip above and every picture. Nothing leaves this machine. Words
        with dots under them have a definition: rest on them, or touch them.
      </p>
      <Button className={styles.glossaryButton} aria-haspopup="dialog" onClick={() => setGlossary('all')}>
        Glossary
      </Button>
      <KeyTable rows={KEYS} dimmed={false} caption="Along the text" />
      <KeyTable rows={EVERYWHERE} dimmed={false} caption="Undo and redo (on a Mac with Cmd)" />
      <KeyTable rows={LETTER_KEYS} dimmed={!letterKeys} caption="Single characters" />
      <KeyTable rows={SIGNS} dimmed={false} caption="Signs of characters" />
      <Checkbox className={styles.check} isChecked={letterKeys} onCheck={setLetterKeys}>
        Single-character keys act
      </Checkbox>
      <p className={noteStyles.note}>
        No key acts while the focus is in a field, a list or a slider, or on a button that uses it.
      </p>
    </Dialog>
  );
}

function KeyTable(props: {
  readonly rows: readonly (readonly [keys: readonly string[], what: string])[];
  readonly dimmed: boolean;
  readonly caption: string;
}) {
  return (
    <table className={styles.keys} data-dimmed={props.dimmed}>
      <caption>{props.caption}</caption>
      <tbody>
        {props.rows.map(([keys, what]) => (
          <tr key={what}>
            <th scope="row">
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </th>
            <td>{what}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
