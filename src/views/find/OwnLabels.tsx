import type { Range } from '../../engine/range.ts';
import { formatCount } from '../../draw/format.ts';
import { useEffect, useId, useState, type FormEvent } from 'react';
import { formatExpression } from '../../analysis/expression.ts';
import { type Hypothesis, patternError } from '../../analysis/labels/hypotheses.ts';
import { LABELS } from '../../analysis/labels/labels.ts';
import { codePoints } from '../../engine/codePoints.ts';
import { MAX_LABEL_NAME_CHARS, MAX_PATTERN_CHARS } from '../../limits/limits.ts';
import { MESSAGES } from '../../limits/messages.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { ChoiceButtons } from '../ui/ChoiceButtons.tsx';
import { SelectToggle } from './SelectToggle.tsx';
import { Button } from '../ui/Button.tsx';
import fieldsStyles from '../ui/fields.module.css';
import pictureStyles from '../ui/picture.module.css';
import styles from './OwnLabels.module.css';

interface Draft {
  /** The id of the edited hypothesis; null for a new one. */
  readonly id: string | null;
  readonly name: string;
  readonly pattern: string;
  readonly spans: readonly Range[];
  readonly kind: Hypothesis['kind'];
}

const EMPTY: Draft = { id: null, name: '', pattern: '', spans: [], kind: 'pattern' };

/** The reader's own labels: regular expressions, or selected spans of the text. */
export function OwnLabels() {
  const store = useAppStore();
  const hypotheses = useApp((state) => state.hypotheses);
  const [draft, setDraft] = useState(EMPTY);
  const [error, setError] = useState<string | null>(null);
  const id = useId();
  const change = (part: Partial<Draft>): void => {
    setDraft((before) => ({ ...before, ...part }));
    setError(null);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const validationError =
      lengthError('name', draft.name.trim(), MAX_LABEL_NAME_CHARS) ??
      (draft.kind === 'pattern'
        ? (lengthError('pattern', draft.pattern, MAX_PATTERN_CHARS) ?? patternError(draft.pattern))
        : draft.spans.length === 0
          ? 'Add at least one stretch: select it with Shift and a drag over the text, or with Ctrl+Shift+→ from the cursor on.'
          : null);
    const { kind, pattern, spans } = draft;
    const own = draft.id ?? `own-${nextNumber(hypotheses)}`;
    const name =
      draft.name.trim() ||
      (kind === 'pattern' ? shortened(formatExpression(pattern)) : `marked stretches ${own.slice(4)}`);
    const isTaken = [...hypotheses, ...LABELS].some((one) => one.name === name && one.id !== own);
    const problem =
      validationError ?? (isTaken ? `There is a label named “${name}” already: give this one another name.` : null);
    setError(problem);
    if (problem !== null) return;
    store
      .getState()
      .setHypothesis(kind === 'pattern' ? { id: own, name, kind, pattern } : { id: own, name, kind, spans });
    setDraft(EMPTY);
  };
  return (
    <details className={`${pictureStyles.pictureDetails} ${styles.ownLabels}`} data-part="own-labels">
      <summary>Labels of your own{hypotheses.length > 0 ? ` (${hypotheses.length})` : ''}</summary>
      <ul>
        {hypotheses.map((one) => (
          <li key={one.id}>
            <b>{one.name}</b>{' '}
            <span className={pictureStyles.pictureNote}>
              {one.kind === 'pattern' ? <code>{formatExpression(one.pattern)}</code> : `${one.spans.length} marked`}
            </span>{' '}
            <Button kind="quiet" aria-label={`Edit ${one.name}`} onClick={() => change({ ...EMPTY, ...one })}>
              Edit
            </Button>
            <Button
              kind="quiet"
              aria-label={`Remove ${one.name}`}
              onClick={() => store.getState().removeHypothesis(one.id)}
            >
              Remove
            </Button>
          </li>
        ))}
      </ul>
      <form onSubmit={submit}>
        <ChoiceButtons
          label="Kind of label"
          choices={[
            ['pattern', 'Regular expression'],
            ['spans', 'Marked stretches'],
          ]}
          chosen={draft.kind}
          onChoose={(kind) => change({ kind })}
        />
        <div className={styles.ownFields}>
          <label>
            Name
            <input
              type="text"
              className={fieldsStyles.field}
              value={draft.name}
              onChange={(event) => change({ name: event.target.value })}
            />
          </label>
          {draft.kind === 'pattern' ? (
            <label className={styles.ownPattern}>
              Pattern
              <input
                type="text"
                className={`${fieldsStyles.field} mono`}
                value={draft.pattern}
                spellCheck={false}
                autoComplete="off"
                placeholder={'"[^"]*"'}
                aria-invalid={error !== null}
                aria-describedby={`${id}-error`}
                onChange={(event) => change({ pattern: event.target.value })}
              />
            </label>
          ) : (
            <Spans spans={draft.spans} onChange={(spans) => change({ spans })} />
          )}
          <Button type="submit">{draft.id === null ? 'Add' : 'Change'}</Button>
        </div>
        <p id={`${id}-error`} className={styles.ownError} role="alert">
          {error}
        </p>
        <p className={pictureStyles.pictureNote}>
          {draft.kind === 'pattern'
            ? 'The label is on where the pattern matches or, if it has groups, inside the groups. /…/i ignores the case of letters. \\w, \\d and \\b know the letters and digits of every script; ^ and $ match at the ends of lines. The next search scores the label.'
            : 'Select with Shift and a drag over the text, or with Ctrl+Shift+→ from the cursor on. The label is on in these stretches and off elsewhere. The next search scores it if the stretches lie in what it reads.'}
        </p>
      </form>
    </details>
  );
}

/** The name of a label without one: its pattern, or the beginning of a long pattern. */
function shortened(pattern: string): string {
  const symbols = Array.from(pattern);
  return symbols.length <= MAX_LABEL_NAME_CHARS ? pattern : `${symbols.slice(0, MAX_LABEL_NAME_CHARS - 1).join('')}…`;
}

function lengthError(what: 'name' | 'pattern', typed: string, most: number): string | null {
  const length = codePoints(typed);
  if (length <= most) return null;
  const { message, action } = MESSAGES.labelTooLong(what, length, most);
  return `${message} ${action}`;
}

/** A number that is larger than that of every hypothesis. */
function nextNumber(hypotheses: readonly Hypothesis[]): number {
  return 1 + Math.max(0, ...hypotheses.map(({ id }) => Number(id.slice(4)) || 0));
}

/** The spans of a label. The selected span can be added. */
function Spans({
  spans,
  onChange,
}: {
  readonly spans: readonly Range[];
  readonly onChange: (spans: readonly Range[]) => void;
}) {
  const selected = useApp((state) => (state.passage.kind === 'text' ? state.span : null));
  const start = useApp((state) => state.traceWindow.from);
  const { paint } = useAppStore().getState();
  useEffect(() => paint(spans), [spans, paint]);
  useEffect(() => () => paint([]), [paint]);
  const from = selected && start + selected.from;
  const to = selected && start + selected.to;
  const add = (): void => {
    if (from === null || to === null || spans.some((one) => one.from === from && one.to === to)) return;
    onChange([...spans, { from, to }]);
  };
  return (
    <span className={styles.ownSpans}>
      <Button type="button" disabled={!selected} onClick={add}>
        {from === null || to === null
          ? 'Add the selected stretch'
          : `Add the selected stretch, ${formatCount(from)}–${formatCount(to - 1)}`}
      </Button>
      <SelectToggle />
      {spans.map((span) => (
        <Button
          kind="quiet"
          key={`${span.from}-${span.to}`}
          aria-label={`Remove characters ${formatCount(span.from)} to ${formatCount(span.to - 1)}`}
          onClick={() => onChange(spans.filter((one) => one !== span))}
        >
          {formatCount(span.from)}–{formatCount(span.to - 1)} ×
        </Button>
      ))}
    </span>
  );
}
