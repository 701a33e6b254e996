import { formatFixed, formatSigned } from '../../draw/format.ts';
import { useApp } from '../StoreContext.tsx';
import { ContextText } from './ContextText.tsx';
import { Button } from '../ui/Button.tsx';
import pictureStyles from '../ui/picture.module.css';
import styles from './ContextList.module.css';

/** Characters shown after the listed one. */
const AFTER = 6;

/** A listed character of the text, with the unit's value at it. */
interface ListedContext {
  /** Index in the tokens. */
  readonly at: number;
  readonly value: number;
  /** Accessible name of the button. */
  readonly action: string;
  readonly mark?: string;
  readonly position: string;
}

export interface ContextListProps {
  readonly title: string;
  readonly contexts: readonly ListedContext[];
  readonly tokens: Int32Array;
  /** Characters shown before the listed one. */
  readonly before: number;
  readonly isSigned: boolean;
  readonly whenEmpty?: string;
  readonly onGo: (at: number) => void;
}

/** Characters with the text around them. A press moves the cursor to the character. */
export function ContextList(props: ContextListProps) {
  const { title, contexts, tokens, before, isSigned, whenEmpty, onGo } = props;
  const text = useApp((state) => state.text);
  const symbols = (from: number, to: number): string[] =>
    Array.from(tokens.subarray(Math.max(0, from), to), (token) => text?.symbols[token] ?? '\ufffd');
  return (
    <div>
      <h3 className={pictureStyles.pictureNote}>{title}</h3>
      {contexts.length === 0 && whenEmpty ? <p className={pictureStyles.pictureNote}>{whenEmpty}</p> : null}
      <ol className={styles.contextList} data-part="context-list">
        {contexts.map(({ at, value, action, mark, position }) => (
          <li key={at}>
            <Button kind="bare" onClick={() => onGo(at)} aria-label={action}>
              <span
                className={`${styles.contextValue} ${isSigned ? (value < 0 ? styles.contextNegative : styles.contextPositive) : ''}`}
              >
                {isSigned ? formatSigned(value, 3) : formatFixed(value, 3)}
              </span>
              <ContextText
                before={symbols(at - before, at)}
                symbol={symbols(at, at + 1)[0] ?? ''}
                after={symbols(at + 1, at + 1 + AFTER)}
                letters={before}
              />
              {mark === undefined ? null : <span className={styles.contextLabel}>{mark}</span>}
              <span className={styles.contextStep}>{position}</span>
            </Button>
          </li>
        ))}
      </ol>
    </div>
  );
}
