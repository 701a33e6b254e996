import { useEffect, useId, useState } from 'react';
import { complaint } from '../complaint.ts';

/**
 * A small spin button for a whole number; what is typed takes effect as soon as it is inside the range. What is not stays
 * in the field, marked, and a sentence says what is wrong.
 */
export function WholeNumber(props: {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
}) {
  const { label, value, min, max } = props;
  const id = useId();
  const range = { min, max, integer: true };
  const [typed, setTyped] = useState(String(value));
  useEffect(() => setTyped(String(value)), [value]);
  const wrong = complaint(label, typed, range);
  return (
    <span className="checked-number">
      <input
        type="number"
        className="whole-number"
        aria-label={label}
        aria-invalid={wrong !== null}
        aria-describedby={wrong === null ? undefined : `${id}-wrong`}
        value={typed}
        min={min}
        max={max}
        step={1}
        onChange={(event) => {
          setTyped(event.target.value);
          if (complaint(label, event.target.value, range) === null) props.onChange(Number(event.target.value));
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setTyped(String(value));
        }}
      />
      {wrong !== null && (
        <span id={`${id}-wrong`} className="wrong" role="alert">
          {wrong} {value} stays in use.
        </span>
      )}
    </span>
  );
}
