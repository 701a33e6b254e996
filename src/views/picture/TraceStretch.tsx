import { formatCount } from '../../draw/format.ts';
import { visibleSymbol } from '../../draw/symbols.ts';
import { MAX_TRACE_LENGTH } from '../../limits/limits.ts';
import { stretchTokens } from '../../store/passage.ts';
import type { Passage } from '../../store/state.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { NumberField } from './NumberField.tsx';

/** Which stretch of the text is traced; while something else is read in its place, what that is, and the way back. */
export function TraceStretch() {
  const store = useAppStore();
  const { start, length } = useApp((state) => state.traceWindow);
  const count = useApp((state) => state.text?.tokens.length ?? 0);
  const passage = useApp((state) => state.passage);
  const { setTraceWindow, showText } = store.getState();
  if (passage.kind !== 'text') {
    return (
      <span className="passage">
        <PassageName passage={passage} />
        <button type="button" onClick={showText}>
          Back to the text
        </button>
      </span>
    );
  }
  return (
    <>
      <NumberField
        label="Text from"
        value={start}
        range={{ min: 0, max: Math.max(0, count - 2), integer: true }}
        onCommit={(from) => setTraceWindow(from, length)}
      />
      <NumberField
        label="Characters"
        value={length}
        range={{ min: 2, max: Math.max(2, Math.min(MAX_TRACE_LENGTH, count)), integer: true }}
        onCommit={(wanted) => setTraceWindow(start, wanted)}
      />
    </>
  );
}

function PassageName({ passage }: { readonly passage: Exclude<Passage, { kind: 'text' }> }) {
  const store = useAppStore();
  const { text, continuations } = store.getState();
  if (passage.kind === 'written') {
    const one = continuations[passage.continuation];
    return (
      <b>
        Written by the {one?.name} at step {formatCount(one?.step ?? 0)}, from t = {passage.prime}
      </b>
    );
  }
  const { at, tokens } = passage;
  const symbol = (token: number | undefined) => visibleSymbol(text?.symbols[token ?? -1] ?? '\ufffd');
  return (
    <b>
      t = {at}: <span className="mono">{symbol(stretchTokens(store.getState())[at])}</span> changed to{' '}
      <span className="mono">{symbol(tokens[at])}</span>
    </b>
  );
}
