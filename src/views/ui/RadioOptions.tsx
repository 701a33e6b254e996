import { useId, type ReactNode } from 'react';

/** A choice of which every option is seen, one below the other. A `fieldset` around it names the choice. */
export function RadioOptions<V extends string>(props: {
  readonly value: V;
  readonly options: readonly (readonly [value: V, name: ReactNode])[];
  readonly onChoose: (value: V) => void;
  /** Whether a dialog that opens with it focuses the first option. */
  readonly isFocusedFirst?: boolean;
}) {
  const name = useId();
  const { options, isFocusedFirst = false } = props;
  return options.map(([value, text]) => (
    <label key={value}>
      <input
        type="radio"
        name={name}
        value={value}
        checked={value === props.value}
        ref={isFocusedFirst && value === options[0]?.[0] ? focusFirst : undefined}
        onChange={() => props.onChoose(value)}
      />
      {text}
    </label>
  ));
}

/** When a dialog opens, it focuses the element with this attribute. React's own property acts earlier. */
function focusFirst(element: HTMLInputElement | null): void {
  element?.setAttribute('autofocus', '');
}
