import { useId } from 'react';
import { knownText } from '../../engine/knownText.ts';
import { MAX_PRIME_CHARS } from '../../limits/limits.ts';
import { useApp } from '../StoreContext.tsx';
import { describePrime } from '../describePrime.ts';
import styles from './PrimeField.module.css';

/**
 * A field for the text after which a model writes. Enter begins a new line, and Ctrl+Enter submits the form. A note
 * below names the characters that the models do not know.
 */
export function PrimeField(props: {
  /** Id of the field, for a label beside it. */
  readonly field?: string;
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly onChange: (value: string) => void;
}) {
  const { field, label, value, placeholder, onChange } = props;
  const id = useId();
  const symbols = useApp((state) => state.text?.symbols);
  const unknown = symbols ? describePrime(knownText(symbols, value, MAX_PRIME_CHARS)) : null;
  return (
    <span className={styles.primeField}>
      <textarea
        id={field}
        aria-label={label}
        aria-describedby={`${id}-keys ${id}-unknown`}
        aria-keyshortcuts="Control+Enter"
        title="Enter begins a new line; Ctrl+Enter writes."
        className="mono"
        rows={1}
        value={value}
        placeholder={placeholder}
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          event.currentTarget.form?.requestSubmit();
        }}
      />
      <span id={`${id}-keys`} className="visually-hidden">
        Enter begins a new line; Ctrl+Enter writes.
      </span>
      <span id={`${id}-unknown`} className={styles.primeUnknown} data-part="prime-unknown" role="status">
        {unknown}
      </span>
    </span>
  );
}
