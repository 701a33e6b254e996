import { useEffect, useState } from 'react';

/** A small spin button for a whole number; what is typed takes effect as soon as it is inside the range. */
export function WholeNumber(props: {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}) {
  const { value, min, max } = props;
  const [typed, setTyped] = useState(String(value));
  useEffect(() => setTyped(String(value)), [value]);
  return (
    <input
      type="number"
      className="whole-number"
      aria-label={props.label}
      value={typed}
      min={min}
      max={max}
      step={1}
      onChange={(event) => {
        setTyped(event.target.value);
        const next = Number(event.target.value);
        if (event.target.value !== '' && Number.isInteger(next) && next >= min && next <= max) props.onChange(next);
      }}
      onBlur={() => setTyped(String(value))}
    />
  );
}
