import { useEffect, useId, useState, type FormEvent } from 'react';
import { type Hypothesis, patternComplaint, type Span } from '../../analysis/labels/hypotheses.ts';
import { LABELS } from '../../analysis/labels/labels.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { setPainted } from '../textMarks.ts';
import { SelectToggle } from './SelectToggle.tsx';

interface Draft {
  /** Of the hypothesis that is edited; null for a new one. */
  readonly id: string | null;
  readonly name: string;
  readonly pattern: string;
  readonly spans: readonly Span[];
  readonly kind: Hypothesis['kind'];
}

const EMPTY: Draft = { id: null, name: '', pattern: '', spans: [], kind: 'pattern' };

/** Labels of the reader's own: a regular expression, or stretches of the text that were selected on it. */
export function OwnLabels() {
  const store = useAppStore();
  const hypotheses = useApp((state) => state.hypotheses);
  const [draft, setDraft] = useState(EMPTY);
  const [wrong, setWrong] = useState<string | null>(null);
  const id = useId();
  const change = (some: Partial<Draft>): void => {
    setDraft((before) => ({ ...before, ...some }));
    setWrong(null);
  };
  const take = (event: FormEvent): void => {
    event.preventDefault();
    const complaint =
      draft.kind === 'pattern'
        ? patternComplaint(draft.pattern)
        : draft.spans.length === 0
          ? 'Add at least one stretch: select it with Shift and a drag over the text, or with Ctrl+Shift+→ from the cursor on.'
          : null;
    const { kind, pattern, spans } = draft;
    const own = draft.id ?? `own-${nextNumber(hypotheses)}`;
    const name = draft.name.trim() || (kind === 'pattern' ? `/${pattern}/` : `marked stretches ${own.slice(4)}`);
    const isTaken = [...hypotheses, ...LABELS].some((one) => one.name === name && one.id !== own);
    const problem =
      complaint ?? (isTaken ? `There is a label named “${name}” already: give this one another name.` : null);
    setWrong(problem);
    if (problem !== null) return;
    store
      .getState()
      .setHypothesis(kind === 'pattern' ? { id: own, name, kind, pattern } : { id: own, name, kind, spans });
    setDraft(EMPTY);
  };
  return (
    <details className="picture-details own-labels">
      <summary>Labels of your own{hypotheses.length > 0 ? ` (${hypotheses.length})` : ''}</summary>
      <ul>
        {hypotheses.map((one) => (
          <li key={one.id}>
            <b>{one.name}</b>{' '}
            <span className="picture-note">
              {one.kind === 'pattern' ? <code>/{one.pattern}/</code> : `${one.spans.length} marked`}
            </span>{' '}
            <button
              type="button"
              className="quiet"
              aria-label={`Edit ${one.name}`}
              onClick={() => change({ ...EMPTY, ...one })}
            >
              Edit
            </button>
            <button
              type="button"
              className="quiet"
              aria-label={`Remove ${one.name}`}
              onClick={() => store.getState().removeHypothesis(one.id)}
            >
              Remove
            </button>
          </li>
        ))}
      </ul>
      <form onSubmit={take}>
        <span className="picture-choice" role="group" aria-label="Kind of label">
          {(['pattern', 'spans'] as const).map((kind) => (
            <button key={kind} type="button" aria-pressed={draft.kind === kind} onClick={() => change({ kind })}>
              {kind === 'pattern' ? 'Regular expression' : 'Marked stretches'}
            </button>
          ))}
        </span>
        <div className="own-fields">
          <label>
            Name
            <input
              type="text"
              value={draft.name}
              maxLength={80}
              onChange={(event) => change({ name: event.target.value })}
            />
          </label>
          {draft.kind === 'pattern' ? (
            <label className="own-pattern">
              Pattern
              <input
                type="text"
                className="mono"
                value={draft.pattern}
                maxLength={400}
                spellCheck={false}
                autoComplete="off"
                placeholder={'"[^"]*"'}
                aria-invalid={wrong !== null}
                aria-describedby={`${id}-wrong`}
                onChange={(event) => change({ pattern: event.target.value })}
              />
            </label>
          ) : (
            <Spans spans={draft.spans} onChange={(spans) => change({ spans })} />
          )}
          <button type="submit" className="button">
            {draft.id === null ? 'Add' : 'Change'}
          </button>
        </div>
        <p id={`${id}-wrong`} className="own-wrong" role="alert">
          {wrong}
        </p>
        <p className="picture-note">
          {draft.kind === 'pattern'
            ? 'On where it matches or, if it has groups, in these. The next search scores it.'
            : 'Select with Shift and a drag over the text, or with Ctrl+Shift+→ from the cursor on. On in these stretches and off elsewhere; the next search scores them if they lie in what it reads.'}
        </p>
      </form>
    </details>
  );
}

/** The smallest number that no hypothesis has. */
function nextNumber(hypotheses: readonly Hypothesis[]): number {
  return 1 + Math.max(0, ...hypotheses.map(({ id }) => Number(id.slice(4)) || 0));
}

/** Stretches of the text, taken from what is selected on it. */
function Spans({
  spans,
  onChange,
}: {
  readonly spans: readonly Span[];
  readonly onChange: (spans: readonly Span[]) => void;
}) {
  const selected = useApp((state) => (state.passage.kind === 'text' ? state.span : null));
  const start = useApp((state) => state.traceWindow.start);
  useEffect(() => setPainted(spans), [spans]);
  useEffect(() => () => setPainted(null), []);
  const from = selected && start + selected.from;
  const to = selected && start + selected.to;
  const add = (): void => {
    if (from === null || to === null || spans.some((one) => one.from === from && one.to === to)) return;
    onChange([...spans, { from, to }]);
  };
  return (
    <span className="own-spans">
      <button type="button" className="button" disabled={!selected} onClick={add}>
        {from === null || to === null ? 'Add the selected stretch' : `Add the selected stretch, ${from}–${to - 1}`}
      </button>
      <SelectToggle />
      {spans.map((span) => (
        <button
          key={`${span.from}-${span.to}`}
          type="button"
          className="quiet"
          aria-label={`Remove characters ${span.from} to ${span.to - 1}`}
          onClick={() => onChange(spans.filter((one) => one !== span))}
        >
          {span.from}–{span.to - 1} ×
        </button>
      ))}
    </span>
  );
}
