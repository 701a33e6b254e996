import { useMemo } from 'react';
import { prefixSums } from '../../analysis/runningLoss.ts';
import { formatCount } from '../../draw/format.ts';
import { SymbolSign } from '../chart/SymbolSign.tsx';
import { formatLoss, lossText, UNIT_NAME, UNIT_PER_CHARACTER, useLossUnit } from '../lossUnits.ts';
import { shownLength, shownTrace, symbolAt } from '../readingText.ts';
import { useApp } from '../StoreContext.tsx';
import noteStyles from '../ui/note.module.css';
import styles from './Position.module.css';

/** Where the cursor is, and the loss so far. */
export function Position() {
  const t = useApp((state) => state.ui.cursor.t);
  const T = useApp(shownLength);
  const here = useApp((state) => symbolAt(state, state.ui.cursor.t));
  const text = useApp((state) => state.text);
  const next = useApp((state) => symbolAt(state, state.ui.cursor.t + 1));
  const loss = useApp((state) => shownTrace(state)?.loss);
  const sums = useMemo(() => (loss ? prefixSums(loss) : null), [loss]);
  // While a model writes, the next character and its loss are not there yet.
  const cost = next === undefined ? undefined : loss?.[t];
  const unit = useLossUnit();
  const band = useApp(({ ui }) =>
    ui.stripColour === 'surprise' ? ' · band: surprise' : ` · band: ${ui.cursor.channel} of unit ${ui.cursor.unit}`,
  );
  return (
    <div className={styles.position}>
      <p>
        t <b className="n">{formatCount(t)}</b> of {formatCount(Math.max(0, T - 1))}
        <span className="not-narrow">
          {' '}
          · <b className="mono">{here === undefined ? '–' : <SymbolSign symbol={here} text={text} />}</b> →{' '}
          <b className="mono">{next === undefined ? '–' : <SymbolSign symbol={next} text={text} />}</b> ·{' '}
          {unit === 'perplexity' && 'perplexity '}
          <b className="n">{cost === undefined ? '–' : formatLoss(cost, unit)}</b>
          {unit !== 'perplexity' && ` ${UNIT_NAME[unit]}`}
        </span>
      </p>
      <p className={`${noteStyles.note} not-narrow`} role="group" aria-label="Loss so far">
        {sums && t > 0 && t < sums.length ? <SoFar loss={sums[t] / t} /> : 'before t: nothing predicted yet'}
      </p>
      <p className={`${noteStyles.note} not-narrow`}>
        {sums && sums.length > 1
          ? `curve: loss, mean ${lossText(sums[sums.length - 1] / (sums.length - 1), unit)}`
          : 'curve: loss per character'}
        {band}
      </p>
    </div>
  );
}

/** Mean loss of the predictions made before t. */
function SoFar({ loss }: { readonly loss: number }) {
  const unit = useLossUnit();
  return (
    <>
      before t: loss <b className="n">{formatLoss(loss, unit)}</b> {UNIT_PER_CHARACTER[unit]}
    </>
  );
}
