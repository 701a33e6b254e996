import type { ReactNode } from 'react';
import { readableText } from '../../draw/symbols.ts';
import { formatCount } from '../../draw/format.ts';
import { SETTING_RANGES } from '../../limits/limits.ts';
import type { Continuation, WriteRequest } from '../../store/state.ts';
import { cellMark } from '../cellMark.ts';
import { NumberField } from '../picture/NumberField.tsx';
import { useApp, useAppStore } from '../StoreContext.tsx';
import type { SidePanelProps } from './sidePanel.ts';
import { setWriteOptions, useWriteOptions } from './writeOptions.ts';
import '../styles/write.css';

const MODES: Readonly<Record<WriteRequest['mode'], string>> = {
  sample: 'drawn by probability',
  'top-k': 'drawn from the k best',
  greedy: 'always the best (greedy)',
};
/** Characters of a beginning and of a continuation that the list repeats. */
const BEFORE = 20;
const AFTER = 120;

const LENGTHS = { min: 1, max: 2000, integer: true };
const COUNTS = { min: 1, max: 8, integer: true };

/** The model writes on; what it writes is then a text like any other, with all its gates. */
export function WriteSide({ selected }: SidePanelProps) {
  const { name } = selected.slot;
  return (
    <section className="write" aria-label={`What the ${name} writes`} {...cellMark(selected.slot)}>
      <h2 className="picture-title">
        Let the <span className="cell-name">{name}</span> write
      </h2>
      <p className="picture-note">
        Each character is drawn from the prediction and read as the next one. Watch the gates as it opens a quote or a
        bracket; fluent text does not show that it understands any.
      </p>
      <WriteForm vocabulary={selected.trace.spec.vocab} />
      <Continuations />
    </section>
  );
}

function WriteForm({ vocabulary }: { readonly vocabulary: number }) {
  const store = useAppStore();
  const { after, text, length, mode, k, count } = useWriteOptions();
  const temperature = useApp((state) => state.settings.temperature);
  const writing = useApp((state) => state.writing);
  const { write, changeSettings } = store.getState();
  return (
    <form
      className="write-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void write({ after: after === 'cursor' ? after : { text }, length, mode, k, temperature, count });
      }}
    >
      <Row label="After">
        <select
          value={after}
          onChange={(event) => setWriteOptions({ after: event.target.value === 'text' ? 'text' : 'cursor' })}
        >
          <option value="cursor">the cursor’s character</option>
          <option value="text">a beginning of your own</option>
        </select>
      </Row>
      {after === 'text' ? (
        <Row label="Beginning">
          <input
            type="text"
            className="mono"
            value={text}
            maxLength={500}
            spellCheck={false}
            onChange={(event) => setWriteOptions({ text: event.target.value })}
          />
        </Row>
      ) : null}
      <Row label="Each character">
        <select
          value={mode}
          onChange={(event) => setWriteOptions({ mode: event.target.value as WriteRequest['mode'] })}
        >
          {Object.entries(MODES).map(([key, words]) => (
            <option key={key} value={key}>
              {words}
            </option>
          ))}
        </select>
      </Row>
      <div className="write-numbers">
        <NumberField
          label="Characters"
          value={length}
          range={LENGTHS}
          onCommit={(next) => setWriteOptions({ length: next })}
        />
        {mode === 'greedy' ? null : (
          <>
            <NumberField
              label="Temperature"
              value={temperature}
              range={SETTING_RANGES.temperature}
              step={0.1}
              onCommit={(next) => changeSettings({ temperature: next })}
            />
            <NumberField
              label="Continuations"
              value={count}
              range={COUNTS}
              onCommit={(next) => setWriteOptions({ count: next })}
            />
          </>
        )}
        {mode === 'top-k' ? (
          <NumberField
            label="k"
            value={Math.min(k, vocabulary)}
            range={{ min: 1, max: vocabulary, integer: true }}
            onCommit={(next) => setWriteOptions({ k: next })}
          />
        ) : null}
      </div>
      <button type="submit" className="button" disabled={writing || (after === 'text' && text === '')}>
        {writing ? 'Writing…' : 'Write'}
      </button>
    </form>
  );
}

function Row(props: { readonly label: string; readonly children: ReactNode }) {
  return (
    <label className="write-row">
      <span>{props.label}</span>
      {props.children}
    </label>
  );
}

function Continuations() {
  const store = useAppStore();
  const continuations = useApp((state) => state.continuations);
  const passage = useApp((state) => state.passage);
  const symbols = useApp((state) => state.text?.symbols);
  if (!symbols || continuations.length === 0) {
    return <p className="picture-note">Nothing is written yet. What is written here can be scrubbed like the text.</p>;
  }
  const shown = passage.kind === 'written' ? passage.continuation : -1;
  const said = (tokens: Int32Array) => readableText(Array.from(tokens, (token) => symbols[token]));
  return (
    <ol className="continuations" aria-label="Continuations">
      {continuations
        .map((one, index) => ({ one, index }))
        .reverse()
        .map(({ one, index }) => (
          <li key={index}>
            <button
              type="button"
              aria-pressed={index === shown}
              onClick={() => store.getState().showContinuation(index)}
            >
              <span className="picture-note">
                {one.name}, step {formatCount(one.step)}, {manner(one)}
              </span>
              <span className="written mono">
                <span className="primed">{said(one.tokens.subarray(Math.max(0, one.prime - BEFORE), one.prime))}</span>
                {said(one.tokens.subarray(one.prime, one.prime + AFTER))}
                {one.tokens.length > one.prime + AFTER ? '…' : ''}
              </span>
            </button>
          </li>
        ))}
    </ol>
  );
}

function manner({ mode, temperature, k, seed }: Continuation): string {
  if (mode === 'greedy') return 'greedy';
  return `${mode === 'top-k' ? `best ${k}, ` : ''}temperature ${temperature}, seed ${seed}`;
}
