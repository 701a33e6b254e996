import { useMemo, useRef } from 'react';
import type { Chain, ChainWeight } from '../../analysis/chain.ts';
import { ChoiceButtons } from '../picture/ChoiceButtons.tsx';
import { useElementSize } from '../picture/useElementSize.ts';
import { useNarrow } from '../picture/useNarrow.ts';
import { ChainColumn } from './ChainColumn.tsx';
import { partOf, rangesOf } from './chainParts.ts';
import { ChainTable } from './ChainTable.tsx';
import { setLagOptions, useLagOptions } from './lagOptions.ts';
import { stepsOf, useMeasured, type MeasuredModel } from './measured.ts';
import { NotMeasured } from './NotMeasured.tsx';

const GAP = 32;
/** Heads, checks, axes and titles of a column, in pixels. */
const SPENT = 176;

/** ∂L_t/∂W as the sum of its terms by lag. */
export function ChainPage() {
  const models = useMeasured('chains');
  return models.length === 0 ? <NotMeasured /> : <Chains models={models} />;
}

function Chains({ models }: { readonly models: readonly MeasuredModel<Chain>[] }) {
  const { weight, gates, chainLags, chainScale } = useLagOptions();
  const place = useRef<HTMLDivElement>(null);
  const { width, height } = useElementSize(place);
  const narrow = useNarrow();
  const parts = useMemo(
    () => models.map(({ of, slot }) => partOf(of, weight, gates[slot.id] ?? -1)),
    [models, weight, gates],
  );
  const { t, layer } = models[0].of;
  const shown = Math.min(chainLags, t + 1);
  const ranges = parts.map((part) => rangesOf(part, shown));
  const shared = ranges.reduce((a, b) => ({
    norm: Math.max(a.norm, b.norm),
    low: Math.min(a.low, b.low),
    high: Math.max(a.high, b.high),
  }));
  const each = narrow ? width : (width - GAP * (models.length - 1)) / models.length;
  const chart = narrow ? 110 : Math.max(70, Math.floor((height - SPENT) / 2));
  return (
    <section className="chain-page" aria-label="Chain of one loss">
      <div className="picture-head">
        <h2 className="picture-title">
          The chain of the loss at t = {t}{' '}
          <span className="picture-note">
            ∂L<sub>t</sub>/∂W = Σ<sub>k</sub> ∂L<sub>t</sub>/∂a<sub>t−k</sub> ⊗{' '}
            {weight === 'weight_hh' ? (
              <>
                h<sub>t−k−1</sub>
              </>
            ) : (
              <>
                x<sub>t−k</sub>
              </>
            )}
            , tensor rnn.{weight}_l{layer}, {stepsOf(models)}
          </span>
        </h2>
        <div className="picture-controls">
          <ChoiceButtons<ChainWeight>
            label="Weight"
            choices={[
              ['weight_hh', 'W_hh'],
              ['weight_ih', 'W_ih'],
            ]}
            chosen={weight}
            onChoose={(key) => setLagOptions({ weight: key })}
          />
          <ChoiceButtons
            label="Scale of the bars"
            choices={[
              ['shared', 'one scale'],
              ['own', 'own scales'],
            ]}
            chosen={chainScale}
            onChoose={(key) => setLagOptions({ chainScale: key })}
          />
          <label>
            Lags
            <select value={chainLags} onChange={(event) => setLagOptions({ chainLags: Number(event.target.value) })}>
              {[16, 32, 64, 128, 256].map((lags) => (
                <option key={lags} value={lags}>
                  {lags}
                </option>
              ))}
            </select>
          </label>
        </div>
      </div>
      <p className="picture-note">
        One bar per lag: what the step k characters back contributes to this one loss’s gradient. The upper bars are
        norms, the lower ones signed shares ⟨term, ∂L<sub>t</sub>/∂W⟩ / ‖∂L<sub>t</sub>/∂W‖², which add up to 1. Norms
        do not add up, because terms point in different directions and partly cancel: they are not stacked. A negative
        share pulls against the sum; it is no error.
      </p>
      <div className="chain-row" ref={place}>
        {width > 0
          ? models.map((model, k) => (
              <ChainColumn
                key={model.slot.id}
                model={model}
                part={parts[k]}
                shown={shown}
                ranges={chainScale === 'shared' ? shared : ranges[k]}
                width={each}
                height={chart}
              />
            ))
          : null}
      </div>
      <ChainTable models={models} parts={parts} shown={shown} />
    </section>
  );
}
