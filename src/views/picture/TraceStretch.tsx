import { useEffect, useId, useState } from 'react';
import { formatCount } from '../../draw/format.ts';
import { MAX_TRACE_LENGTH } from '../../limits/limits.ts';
import { complaint } from '../complaint.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';

/** Which stretch of the text is traced; takes effect on Enter or when the field is left. */
export function TraceStretch() {
  const store = useAppStore();
  const { start, length } = useApp((state) => state.traceWindow);
  const count = useApp((state) => state.text?.tokens.length ?? 0);
  const set = store.getState().setTraceWindow;
  return (
    <>
      <Place
        label="Text from"
        value={start}
        min={0}
        max={Math.max(0, count - 2)}
        onCommit={(from) => set(from, length)}
      />
      <Place
        label="Characters"
        value={length}
        min={2}
        max={Math.min(MAX_TRACE_LENGTH, count)}
        onCommit={(wanted) => set(start, wanted)}
      />
    </>
  );
}

function Place(props: {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onCommit: (value: number) => void;
}) {
  const { label, value, min, max, onCommit } = props;
  const id = useId();
  const [typed, setTyped] = useState(String(value));
  useEffect(() => setTyped(String(value)), [value]);
  const wrong = complaint(label, typed, { min, max, integer: true });
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
          min={min}
          max={max}
          title={`${min} to ${formatCount(max)}`}
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
