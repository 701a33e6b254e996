import { hasGates } from '../../engine/spec.ts';
import type { ReactNode } from 'react';
import { formatCount } from '../../draw/format.ts';
import { SETTINGS } from '../../state/settingsTable.ts';
import type { Continuation } from '../../state/continuations.ts';
import { cellMark } from '../chart/cellMark.ts';
import { Button } from '../ui/Button.tsx';
import { hasError } from '../ui/validation.ts';
import { NumberField } from '../ui/NumberField.tsx';
import { PrimeField } from '../ui/PrimeField.tsx';
import { RunningText } from '../chart/RunningText.tsx';
import { tokenSymbols } from '../chart/tokenSymbols.ts';
import { UI, type Ui } from '../../state/ui.ts';
import { useApp, useAppStore, useUi } from '../StoreContext.tsx';
import type { SidePanelProps } from './sidePanel.ts';
import { Select } from '../ui/Select.tsx';
import type { Options } from '../../state/setting.ts';
import { Term } from '../glossary/Term.tsx';
import writtenStyles from '../ui/written.module.css';
import pictureStyles from '../ui/picture.module.css';
import watchSideStyles from './WatchSide.module.css';
import styles from './WriteSide.module.css';

const AFTERS: Options<Ui['writeAfter']> = [
  ['cursor', 'the cursor’s character'],
  ['text', 'a beginning of your own'],
];
const MODES: Options<Ui['writeMode']> = [
  ['sample', 'drawn by probability'],
  ['top-k', 'drawn from the k best'],
  ['greedy', 'always the best (greedy)'],
];
/** Characters before and in a continuation that the list shows. */
const BEFORE = 20;
const AFTER = 120;

/** The form that lets the model write, and the list of its continuations. A continuation can be read like the text. */
export function WriteSide({ selection }: SidePanelProps) {
  const { model, spec } = selection;
  const { name } = model;
  return (
    <section className={watchSideStyles.sideForm} aria-label={`What the ${name} writes`} {...cellMark(model)}>
      <h2 className={`${pictureStyles.pictureTitle} ${styles.writeTitle}`}>
        Let the <span className="cell-name">{name}</span> write
      </h2>
      <p className={pictureStyles.pictureNote}>
        Each character is drawn from the <Term id="prediction">prediction</Term> and then read as the next one. Watch
        the {hasGates(spec) ? 'gates' : 'units'} when the model opens a quote or a bracket. Fluent text does not show
        that the model understands it.
      </p>
      <WriteForm vocabulary={spec.vocab} />
      <Continuations />
    </section>
  );
}

function WriteForm({ vocabulary }: { readonly vocabulary: number }) {
  const store = useAppStore();
  const [after, setAfter] = useUi('writeAfter');
  const [text, setText] = useUi('writeText');
  const [length, setLength] = useUi('writeLength');
  const [mode, setMode] = useUi('writeMode');
  const [k, setK] = useUi('writeK');
  const [count, setCount] = useUi('writeCount');
  const temperature = useApp((state) => state.settings.temperature);
  const writing = useApp((state) => state.writing);
  const { write, changeSettings } = store.getState();
  return (
    <form
      className={styles.writeForm}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (hasError(event.currentTarget)) return;
        void write({ after: after === 'cursor' ? after : { text }, length, mode, k, temperature, count });
      }}
    >
      <Row label="After">
        <Select value={after} options={AFTERS} onChoose={setAfter} />
      </Row>
      {after === 'text' ? (
        <Row label="Beginning">
          <PrimeField label="Beginning" value={text} onChange={setText} />
        </Row>
      ) : null}
      <Row label="Each character">
        <Select value={mode} options={MODES} onChoose={setMode} />
      </Row>
      <div className={styles.writeNumbers}>
        <NumberField label="Characters" value={length} range={UI.writeLength.codec.range} onCommit={setLength} />
        {mode === 'greedy' ? null : (
          <>
            <NumberField
              label="Temperature"
              term="temperature"
              value={temperature}
              range={SETTINGS.temperature.codec.range}
              step={SETTINGS.temperature.step}
              onCommit={(next) => changeSettings({ temperature: next })}
            />
            <NumberField
              label="Continuations"
              term="continuation"
              value={count}
              range={UI.writeCount.codec.range}
              onCommit={setCount}
            />
          </>
        )}
        {mode === 'top-k' ? (
          <NumberField
            label="k"
            term="top-k"
            value={Math.min(k, vocabulary)}
            range={{ min: 1, max: vocabulary, integer: true }}
            onCommit={setK}
          />
        ) : null}
      </div>
      <Button type="submit" disabled={writing || (after === 'text' && text === '')}>
        {writing ? 'Writing…' : 'Write'}
      </Button>
    </form>
  );
}

function Row(props: { readonly label: string; readonly children: ReactNode }) {
  return (
    <label className={styles.writeRow}>
      <span>{props.label}</span>
      {props.children}
    </label>
  );
}

function Continuations() {
  const store = useAppStore();
  const continuations = useApp((state) => state.continuations);
  const passage = useApp((state) => state.passage);
  const text = useApp((state) => state.text);
  if (!text || continuations.length === 0) {
    return (
      <p className={pictureStyles.pictureNote}>
        Nothing is written yet. You can move along what is written here as along the text.
      </p>
    );
  }
  const shown = passage.kind === 'written' ? passage.continuation : -1;
  const textOf = (tokens: Int32Array, from: number, to: number) => (
    <RunningText symbols={tokenSymbols(tokens, from, to, text)} text={text} />
  );
  return (
    <ol className={styles.continuations} aria-label="Continuations">
      {[...continuations].reverse().map((one) => (
        <li key={one.number}>
          <Button
            kind="bare"
            aria-pressed={one.number === shown}
            onClick={() => store.getState().showContinuation(one.number)}
          >
            <span className={pictureStyles.pictureNote}>
              {one.name}, step {formatCount(one.step)}, {describeSampling(one)}
            </span>
            <span className={`${writtenStyles.written} mono ${styles.continuationText}`} data-part="written" dir="auto">
              <span className={writtenStyles.primed} data-part="primed">
                {textOf(one.tokens, one.prime - BEFORE, one.prime)}
              </span>
              {textOf(one.tokens, one.prime, one.prime + AFTER)}
              {one.tokens.length > one.prime + AFTER ? '…' : ''}
            </span>
          </Button>
        </li>
      ))}
    </ol>
  );
}

function describeSampling({ mode, temperature, k, seed }: Continuation): string {
  if (mode === 'greedy') return 'greedy';
  return `${mode === 'top-k' ? `best ${k}, ` : ''}temperature ${temperature}, seed ${seed}`;
}
