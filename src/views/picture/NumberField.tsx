import { useEffect, useId, useState } from 'react';
import { formatCount } from '../../draw/format.ts';
import type { Range } from '../../limits/limits.ts';
import { complaint } from '../complaint.ts';

export interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly range: Range;
  readonly step?: number;
  readonly onCommit: (value: number) => void;
}

/** A number that takes effect on Enter or when the field is left; what is not allowed stays, marked, with a sentence. */
export function NumberField({ label, value, range, step, onCommit }: NumberFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState(String(value));
  useEffect(() => setTyped(String(value)), [value]);
  const wrong = complaint(label, typed, range);
  const commit = (): void => {
    const next = Number(typed);
    if (wrong === null && next !== value) onCommit(next);
  };
  return (
    <span className="checked-number">
      <label>
        {label}
        <input
          type="number"
          className="trace-stretch"
          value={typed}
          min={range.min}
          max={range.max}
          step={step}
          title={`${range.min} to ${formatCount(range.max)}`}
          aria-invalid={wrong !== null}
          aria-describedby={wrong === null ? undefined : `${id}-wrong`}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={commit}
          onKeyDown={(event) => {
            if (event.key === 'Enter') commit();
            if (event.key === 'Escape') setTyped(String(value));
          }}
        />
      </label>
      {wrong !== null && (
        <span id={`${id}-wrong`} className="wrong" role="alert">
          {wrong} {value} stays in use.
        </span>
      )}
    </span>
  );
}
