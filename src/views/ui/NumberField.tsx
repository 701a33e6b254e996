import { useId, useState, type KeyboardEvent } from 'react';
import type { NumberRange } from '../../limits/limits.ts';
import { FieldName, namedBy } from '../glossary/FieldName.tsx';
import type { TermId } from '../glossary/terms/terms.ts';
import { validationError, formatSetting } from './validation.ts';
import fieldStyles from './fields.module.css';
import styles from './NumberField.module.css';

export interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly range: NumberRange;
  /** The change by one press of ArrowUp or ArrowDown: a number to add or subtract, or `tenfold` for a factor of ten. */
  readonly step?: number | 'tenfold';
  /**
   * inline: label and field in a line of text. row: a row in a list of settings. bare: the field alone, with the label
   * as its accessible name.
   */
  readonly layout?: 'inline' | 'row' | 'bare';
  /** A sentence that explains the number: the field's description and the label's tooltip. */
  readonly hint?: string;
  /** What the glossary calls it. */
  readonly term?: TermId | undefined;
  /** Whether a valid number takes effect while it is typed. */
  readonly isLive?: boolean;
  readonly onCommit: (value: number) => void;
}

const WIDTHS = { bare: styles.bare, inline: styles.inline, row: '' } as const;

/** What stands in the field in place of the number in use. It goes when that number changes. */
interface Draft {
  readonly text: string;
  /** The number in use while it was typed. */
  readonly over: number;
}

/**
 * A field for a number. The number takes effect on Enter and when the field loses the focus. An invalid number stays in
 * the field with an error message. Escape restores the number in use.
 */
export function NumberField(props: NumberFieldProps) {
  const { label, value, range, step, layout = 'inline', hint, term, isLive = false, onCommit } = props;
  const id = useId();
  const [draft, setDraft] = useState<Draft | null>(null);
  const typed = draft?.over === value ? draft.text : String(value);
  const error = validationError(label, typed, range);
  const commit = (): void => {
    const next = Number(typed);
    if (error !== null || next === value) return;
    // Shows the number in use until `value` changes, because the change may first have to be confirmed.
    setDraft(null);
    onCommit(next);
  };
  const onChange = (text: string): void => {
    setDraft({ text, over: value });
    if (isLive && validationError(label, text, range) === null) onCommit(Number(text));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') {
      // An invalid number does not submit the form, which would use the old number.
      if (error !== null) event.preventDefault();
      else commit();
    }
    if (step === 'tenfold' && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      setDraft({ text: String(tenfold(Number(typed), event.key === 'ArrowUp' ? 1 : -1)), over: value });
    }
    if (event.key === 'Escape') setDraft(null);
  };
  const described = [hint && `${id}-hint`, error !== null && `${id}-error`].filter(Boolean).join(' ');
  const input = (
    <input
      id={`${id}-field`}
      type="number"
      className={`${fieldStyles.field} ${WIDTHS[layout]}`}
      value={typed}
      min={range.min}
      max={range.max}
      step={step === 'tenfold' ? 'any' : step}
      title={layout === 'inline' ? `${formatSetting(range.min)} to ${formatSetting(range.max)}` : undefined}
      aria-label={layout === 'bare' ? label : undefined}
      aria-labelledby={namedBy(`${id}-field`, term)}
      aria-invalid={error !== null}
      aria-describedby={described === '' ? undefined : described}
      onChange={(event) => onChange(event.target.value)}
      onBlur={commit}
      onKeyDown={onKeyDown}
    />
  );
  return (
    <span className={layout === 'row' ? styles.setting : styles.checkedNumber}>
      {layout === 'row' ? (
        <FieldName of={`${id}-field`} term={term} hint={hint}>
          {label}
        </FieldName>
      ) : null}
      {layout === 'inline' && term ? (
        <span data-field>
          <FieldName of={`${id}-field`} term={term}>
            {label}
          </FieldName>
          {input}
        </span>
      ) : layout === 'inline' ? (
        <label>
          {label}
          {input}
        </label>
      ) : (
        input
      )}
      {hint ? (
        <span id={`${id}-hint`} className="visually-hidden">
          {hint}
        </span>
      ) : null}
      {error === null ? null : (
        <span id={`${id}-error`} className={styles.error} role="alert">
          {error} {formatSetting(value)} stays in use.
        </span>
      )}
    </span>
  );
}

/** value · 10^power without the rounding noise of a product of floats. */
function tenfold(value: number, power: 1 | -1): number {
  const [mantissa, exponent] = value.toExponential().split('e');
  return Number(`${mantissa}e${Number(exponent) + power}`);
}
