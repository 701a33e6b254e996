import { useRef } from 'react';
import { formatCount } from '../../draw/format.ts';
import type { Range } from '../../engine/range.ts';
import { MAX_TRACE_LENGTH } from '../../limits/limits.ts';
import { stretchTokens } from '../../state/passage.ts';
import type { Passage } from '../../state/textState.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { afterPress } from '../ui/afterPress.ts';
import { NumberField } from '../ui/NumberField.tsx';
import { SymbolSign } from './SymbolSign.tsx';
import { Button } from '../ui/Button.tsx';
import pictureStyles from '../ui/picture.module.css';
import styles from './TraceStretch.module.css';

/**
 * Fields for the part of the text that is traced. While another passage is read, a button leads back to the text. It
 * takes the room of the fields, so that nothing beside it moves when a model begins to write.
 */
export function TraceStretch() {
  const store = useAppStore();
  const { from, to } = useApp((state) => state.traceWindow);
  const count = useApp((state) => state.text?.tokens.length ?? 0);
  const passage = useApp((state) => state.passage);
  const { setTraceWindow, showText } = store.getState();
  // The pictures are replaced while the new stretch is read.
  const read = (stretch: Range): void => afterPress(() => setTraceWindow(stretch));
  const isText = passage.kind === 'text';
  const place = useRef<HTMLSpanElement>(null);
  return (
    <span className={pictureStyles.stacked} ref={place} tabIndex={-1}>
      <span className={styles.traceFields} data-away={!isText || undefined}>
        <NumberField
          label="Text from"
          value={from}
          range={{ min: 0, max: Math.max(0, count - 2), integer: true }}
          onCommit={(start) => read({ from: start, to: start + to - from })}
        />
        <NumberField
          label="Characters"
          value={to - from}
          range={{ min: 2, max: Math.max(2, Math.min(MAX_TRACE_LENGTH, count)), integer: true }}
          onCommit={(length) => read({ from, to: from + length })}
        />
      </span>
      {isText ? null : (
        <Button
          kind="text"
          className={styles.back}
          onClick={() => {
            // The button goes. The focus stays at its place.
            place.current?.focus();
            showText();
          }}
        >
          Back to the text
        </Button>
      )}
    </span>
  );
}

/** Name of the passage that is read instead of the text; nothing while the text itself is read. */
export function PassageName() {
  const passage = useApp((state) => state.passage);
  if (passage.kind === 'text') return null;
  return <NameOf passage={passage} />;
}

function NameOf({ passage }: { readonly passage: Exclude<Passage, { kind: 'text' }> }) {
  const store = useAppStore();
  const { text, continuations } = store.getState();
  if (passage.kind === 'written') {
    const one = continuations.find(({ number }) => number === passage.continuation);
    return (
      <b>
        Written by the {one?.name} at step {formatCount(one?.step ?? 0)}, from t = {formatCount(passage.prime)}
      </b>
    );
  }
  const { at, tokens } = passage;
  const symbol = (token: number | undefined) => (
    <SymbolSign symbol={text?.symbols[token ?? -1] ?? '\ufffd'} text={text} />
  );
  return (
    <b>
      t = {formatCount(at)}: <span className="mono">{symbol(stretchTokens(store.getState())[at])}</span> changed to{' '}
      <span className="mono">{symbol(tokens[at])}</span>
    </b>
  );
}
