import type { ComponentPropsWithoutRef, ReactNode } from 'react';

/** A value, its text in the list, and what else its option has: `disabled`, an accessible name. */
type SelectOption<V> = readonly [value: V, text: ReactNode, rest?: ComponentPropsWithoutRef<'option'>];

export interface SelectProps<V extends string | number>
  extends Omit<ComponentPropsWithoutRef<'select'>, 'value' | 'children' | 'onChange'> {
  /** Text before the field. Without it, `aria-label` names the field. */
  readonly label?: ReactNode;
  readonly value: V;
  readonly options: readonly SelectOption<V>[];
  readonly onChoose: (value: V) => void;
}

/** A choice from a list. */
export function Select<V extends string | number>(props: SelectProps<V>) {
  const { label, value, options, onChoose, ...rest } = props;
  const select = (
    <select {...rest} value={value} onChange={(event) => onChoose(options[event.target.selectedIndex]![0])}>
      {options.map(([key, text, attributes]) => (
        <option key={key} value={key} {...attributes}>
          {text}
        </option>
      ))}
    </select>
  );
  if (label === undefined) return select;
  return (
    <label>
      {label}
      {select}
    </label>
  );
}
