import { formatFixed } from '../../draw/format.ts';
import { topPredictions } from '../../draw/softmax.ts';
import { spokenSymbol, visibleSymbol } from '../../draw/symbols.ts';
import { logitsRow } from '../../engine/trace.ts';
import { shownTrace, symbolAt } from '../reading.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';

const SHOWN = 9;
/** Pixels of a bar at probability 1. */
const BAR = 30;
/** Characters read before the cursor that the caption repeats. */
const CONTEXT = 7;

/** The most probable next characters after t, the true one in full ink. */
export function Predictions() {
  const store = useAppStore();
  const t = useApp((state) => state.cursor.t);
  const trace = useApp(shownTrace);
  const symbols = useApp((state) => state.text?.symbols);
  const passage = useApp((state) => state.passage);
  const logits = trace && logitsRow(trace, t);
  if (!trace || !symbols || !logits) {
    return <p className="predictions-waiting">The most probable next characters stand here once the text is traced.</p>;
  }
  const truth = t + 1 < trace.tokens.length ? trace.tokens[t + 1] : -1;
  const predictions = topPredictions(logits, truth, SHOWN);
  const state = store.getState();
  // What a model wrote is not what a text says: it is what was drawn.
  const following = passage.kind === 'written' && t + 1 >= passage.prime ? 'drawn' : 'true';
  let before = '';
  for (let k = Math.max(0, t - CONTEXT + 1); k <= t; k++) before += visibleSymbol(symbolAt(state, k) ?? '');
  return (
    <div className="predictions">
      <p className="predictions-caption">
        next after
        <span className="mono">{before}</span>
      </p>
      <ol aria-label="Most probable next characters">
        {predictions.map(({ token, probability, isTrue }) => (
          <li key={token} data-true={isTrue}>
            <span className="probability">{shortProbability(probability)}</span>
            <span className="bar" style={{ height: Math.max(1, probability * BAR) }} />
            <span className="mono symbol">
              <span aria-hidden="true">{visibleSymbol(symbols[token])}</span>
              <span className="hidden">{spokenSymbol(symbols[token])}</span>
            </span>
            {isTrue && <span className="true-mark">{following}</span>}
          </li>
        ))}
      </ol>
    </div>
  );
}

/** Two decimals without the zero in front: `.28`, `1.0`, `<.01`. */
function shortProbability(probability: number): string {
  if (probability < 0.005) return '<.01';
  const text = formatFixed(probability, 2);
  return text.startsWith('0') ? text.slice(1) : '1.0';
}
