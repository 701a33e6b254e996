import { textDirection } from '../../draw/direction.ts';
import { formatFixed } from '../../draw/format.ts';
import { topPredictions } from '../../draw/softmax.ts';
import { spokenSymbol } from '../../draw/symbols.ts';
import { logitsRow } from '../../engine/trace.ts';
import { RunningText } from '../chart/RunningText.tsx';
import { SymbolSign } from '../chart/SymbolSign.tsx';
import { shownTrace, symbolAt } from '../readingText.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { Term } from '../glossary/Term.tsx';
import styles from './Predictions.module.css';

const SHOWN = 9;
/** Pixels of a bar at probability 1. */
const BAR = 30;
/** The number of characters before the prediction that the caption repeats. */
const CONTEXT = 7;

/** The most probable next characters after t. The true one is highlighted. */
export function Predictions() {
  const store = useAppStore();
  const t = useApp((state) => state.ui.cursor.t);
  const trace = useApp(shownTrace);
  const text = useApp((state) => state.text);
  const passage = useApp((state) => state.passage);
  const logits = trace && logitsRow(trace, t);
  if (!trace || !text || !logits) {
    return (
      <p className={styles.predictionsWaiting}>
        The most probable next characters appear here once the text is traced.
      </p>
    );
  }
  const truth = t + 1 < trace.tokens.length ? trace.tokens[t + 1] : -1;
  const predictions = topPredictions(logits, truth, SHOWN);
  const state = store.getState();
  // Text that a model wrote has no true characters, only drawn ones.
  const following = passage.kind === 'written' && t + 1 >= passage.prime ? 'drawn' : 'true';
  const first = Math.max(0, t - CONTEXT + 1);
  const before = Array.from({ length: t + 1 - first }, (_, k) => symbolAt(state, first + k) ?? '');
  return (
    <div className={styles.predictions}>
      <p className={styles.predictionsCaption}>
        <Term id="prediction">next</Term> after{' '}
        <span className="mono" dir={textDirection(before)}>
          <span>
            <RunningText symbols={before} text={text} />
          </span>
        </span>
      </p>
      <ol aria-label="Most probable next characters">
        {predictions.map(({ token, probability, isTrue }) => (
          <li key={token} data-true={isTrue}>
            <span className={styles.probability}>{shortProbability(probability)}</span>
            <span className={styles.predictionBar} style={{ height: Math.max(1, probability * BAR) }} />
            <span className={`mono ${styles.symbol}`}>
              <span aria-hidden="true">
                <SymbolSign symbol={text.symbols[token]} text={text} />
              </span>
              <span className="visually-hidden">{spokenSymbol(text.symbols[token], text)}</span>
            </span>
            {isTrue && <span className={styles.trueMark}>{following}</span>}
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
