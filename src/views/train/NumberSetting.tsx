import { useEffect, useId, useState } from 'react';
import type { Range } from '../../limits/limits.ts';
import { complaint } from '../complaint.ts';

/** A number among the settings. Takes effect on Enter, on leaving the field and on stepping; never while it is invalid. */
export function NumberSetting(props: {
  readonly name: string;
  readonly value: number;
  readonly range: Range;
  readonly step: number;
  /** One sentence on what it is. */
  readonly hint: string;
  readonly onChange: (value: number) => void;
}) {
  const { name, value, range } = props;
  const id = useId();
  const [typed, setTyped] = useState(String(value));
  useEffect(() => setTyped(String(value)), [value]);
  const wrong = complaint(name, typed, range);
  const commit = (): void => {
    const next = Number(typed);
    if (wrong === null && next !== value) props.onChange(next);
  };
  return (
    <div className="setting">
      <label htmlFor={id} title={props.hint}>
        {name}
      </label>
      <input
        id={id}
        type="number"
        value={typed}
        min={range.min}
        max={range.max}
        step={props.step}
        aria-invalid={wrong !== null}
        aria-describedby={`${id}-hint${wrong === null ? '' : ` ${id}-wrong`}`}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          if (event.key === 'Escape') setTyped(String(value));
        }}
      />
      <span id={`${id}-hint`} className="hidden">
        {props.hint}
      </span>
      {wrong !== null && (
        <p id={`${id}-wrong`} className="wrong" role="alert">
          {wrong} {props.value} stays in use.
        </p>
      )}
    </div>
  );
}
