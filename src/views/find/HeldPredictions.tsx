import { useMemo } from 'react';
import { formatFixed } from '../../draw/format.ts';
import { spokenSymbol, visibleSymbol } from '../../draw/symbols.ts';
import type { SlotCause } from '../../store/findState.ts';
import { useTimestep } from '../picture/selectedTrace.ts';
import { useApp } from '../StoreContext.tsx';
import { pairedPredictions } from './causeNumbers.ts';

const SHOWN = 8;
/** Pixels of a bar at probability 1. */
const BAR = 34;

/** The next character after t as the network predicts it, and as it does with the units held. */
export function HeldPredictions({ cause }: { readonly cause: SlotCause }) {
  const { look, trace } = cause;
  const { rows, logits, heldLogits } = look;
  const V = trace.spec.vocab;
  const t = useTimestep(trace.tokens.length);
  const symbols = useApp((state) => state.text?.symbols);
  const row = t - rows.from;
  const isThere = row >= 0 && row < rows.count;
  const pairs = useMemo(
    () =>
      isThere
        ? pairedPredictions(logits.subarray(row * V, (row + 1) * V), heldLogits.subarray(row * V, (row + 1) * V), SHOWN)
        : [],
    [isThere, logits, heldLogits, row, V],
  );
  const truth = t + 1 < trace.tokens.length ? trace.tokens[t + 1] : -1;
  return (
    <section aria-label="Predictions with the units held">
      <div className="picture-head">
        <h3 className="picture-title">The next character after t {t}</h3>
        <span className="picture-note">
          <span className="held-key" aria-hidden="true" /> as it is{' '}
          <span className="held-key held" aria-hidden="true" /> held
        </span>
      </div>
      <ol className="held-predictions" aria-label="Most probable next characters, as it is and held">
        {pairs.map(({ token, plain, held }) => (
          <li key={token} data-true={token === truth}>
            <span className="held-bars" aria-hidden="true">
              <span className="bar" style={{ height: Math.max(1, plain * BAR) }} />
              <span className="bar held" style={{ height: Math.max(1, held * BAR) }} />
            </span>
            <span className="mono">
              <span aria-hidden="true">{visibleSymbol(symbols?.[token] ?? '')}</span>
              <span className="hidden">{spokenSymbol(symbols?.[token] ?? '')}</span>
            </span>
            <span className="held-probability">{formatFixed(plain, 2)}</span>
            <span className="held-probability">{formatFixed(held, 2)}</span>
            {token === truth ? <span className="true-mark">true</span> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
