import { textDirection } from '../../draw/direction.ts';
import { lastThatFit } from './glyphWidths.ts';
import { useApp } from '../StoreContext.tsx';
import { RunningText } from './RunningText.tsx';
import { SymbolSign } from './SymbolSign.tsx';
import styles from './ContextText.module.css';

/** Size of the letters in pixels, as in ContextList.module.css. */
const LETTER = 12;

/** A framed character and the text around it, in the direction of its script, as far as it fits. */
export function ContextText(props: {
  readonly before: readonly string[];
  readonly symbol: string;
  readonly after: readonly string[];
  /** Room before the character, in letters of ordinary width. */
  readonly letters: number;
}) {
  const { symbol, after } = props;
  const text = useApp((state) => state.text);
  const before = lastThatFit(props.before, text, LETTER, props.letters);
  return (
    <span className={styles.contextText} dir={textDirection([...before, symbol, ...after])}>
      <span className={styles.contextBefore} data-part="context-before">
        <span>
          <RunningText symbols={before} text={text} />
        </span>
      </span>
      <b className={styles.contextAt} data-part="context-at">
        <SymbolSign symbol={symbol} text={text} />
      </b>
      <span className={styles.contextAfter} data-part="context-after">
        <RunningText symbols={after} text={text} />
      </span>
    </span>
  );
}
