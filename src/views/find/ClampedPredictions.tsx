import { holds } from '../../engine/range.ts';
import { useMemo } from 'react';
import { formatCount, formatFixed } from '../../draw/format.ts';
import { spokenSymbol } from '../../draw/symbols.ts';
import type { ModelAblation } from '../../state/findState.ts';
import { SymbolSign } from '../chart/SymbolSign.tsx';
import { useTimestep } from '../ui/selectedTrace.ts';
import { useApp } from '../StoreContext.tsx';
import { pairedPredictions } from './ablationNumbers.ts';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import styles from './ClampedPredictions.module.css';

const SHOWN = 8;
/** Pixels of a bar at probability 1. */
const BAR = 34;

/** The predictions of the character after t, without and with the clamp. */
export function ClampedPredictions({ ablation }: { readonly ablation: ModelAblation }) {
  const { report, trace } = ablation;
  const { rows, logits, clampedLogits } = report;
  const V = trace.spec.vocab;
  const t = useTimestep(trace.tokens.length);
  const text = useApp((state) => state.text);
  const row = t - rows.from;
  const isThere = holds(rows, t);
  const pairs = useMemo(
    () =>
      isThere
        ? pairedPredictions(
            logits.subarray(row * V, (row + 1) * V),
            clampedLogits.subarray(row * V, (row + 1) * V),
            SHOWN,
          )
        : [],
    [isThere, logits, clampedLogits, row, V],
  );
  const truth = t + 1 < trace.tokens.length ? trace.tokens[t + 1] : -1;
  return (
    <section aria-label="Predictions with the units held" {...pictureMark('ablatedPredictions')}>
      <div className={pictureStyles.pictureHead}>
        <PictureTitle of="ablatedPredictions" level={3}>
          The <Term id="prediction">next character</Term> after t {formatCount(t)}
        </PictureTitle>
        <span className={pictureStyles.pictureNote}>
          <span className={styles.predictionKey} aria-hidden="true" /> as it is{' '}
          <span className={`${styles.predictionKey} ${styles.clamped}`} aria-hidden="true" /> held
        </span>
      </div>
      <ol className={styles.clampedPredictions} aria-label="Most probable next characters, as it is and held">
        {pairs.map(({ token, plain, clamped }) => (
          <li key={token} data-true={token === truth}>
            <span className={styles.pairedBars} aria-hidden="true">
              <span className={styles.pairedBar} style={{ height: Math.max(1, plain * BAR) }} />
              <span
                className={`${styles.pairedBar} ${styles.clamped}`}
                style={{ height: Math.max(1, clamped * BAR) }}
              />
            </span>
            <span className="mono">
              <span aria-hidden="true">
                <SymbolSign symbol={text?.symbols[token] ?? ''} text={text} />
              </span>
              <span className="visually-hidden">{spokenSymbol(text?.symbols[token] ?? '', text)}</span>
            </span>
            <span>{formatFixed(plain, 2)}</span>
            <span>{formatFixed(clamped, 2)}</span>
            {token === truth ? <span>true</span> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
