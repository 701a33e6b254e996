import { type ComponentPropsWithoutRef, type ReactNode, useId } from 'react';
import { FieldName, namedBy } from '../glossary/FieldName.tsx';
import type { TermId } from '../glossary/terms/terms.ts';
import fieldStyles from './fields.module.css';

/** A value, its text in the list, and what else its option has: `disabled`, an accessible name. */
type SelectOption<V> = readonly [value: V, text: ReactNode, rest?: ComponentPropsWithoutRef<'option'>];

export interface SelectProps<V extends string | number>
  extends Omit<ComponentPropsWithoutRef<'select'>, 'value' | 'children' | 'onChange'> {
  /** Text before the field. Without it, `aria-label` names the field. */
  readonly label?: ReactNode;
  /** What the glossary calls it. */
  readonly term?: TermId | undefined;
  readonly value: V;
  readonly options: readonly SelectOption<V>[];
  readonly onChoose: (value: V) => void;
}

/** A choice from a list. */
export function Select<V extends string | number>(props: SelectProps<V>) {
  const { label, term, value, options, onChoose, className = '', ...rest } = props;
  const id = useId();
  const select = (
    <select
      id={id}
      aria-labelledby={namedBy(id, term)}
      {...rest}
      className={`${fieldStyles.field} ${className}`}
      value={value}
      onChange={(event) => onChoose(options[event.target.selectedIndex]![0])}
    >
      {options.map(([key, text, attributes]) => (
        <option key={key} value={key} {...attributes}>
          {text}
        </option>
      ))}
    </select>
  );
  if (label === undefined) return select;
  if (term) {
    return (
      <span data-field>
        <FieldName of={id} term={term}>
          {label}
        </FieldName>
        {select}
      </span>
    );
  }
  return (
    <label>
      {label}
      {select}
    </label>
  );
}
