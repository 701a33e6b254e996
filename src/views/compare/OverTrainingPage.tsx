import { useMemo, useRef, useState } from 'react';
import { gradientScale } from '../../draw/gradientScale.ts';
import { nearestRow } from '../../draw/waterfall.ts';
import { momentStretch } from '../../store/moments.ts';
import { ChoiceButtons } from '../picture/ChoiceButtons.tsx';
import { Legend } from '../picture/Legend.tsx';
import { useElementSize } from '../picture/useElementSize.ts';
import { useNarrow } from '../picture/useNarrow.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import { useTheme } from '../theme.ts';
import { setLagOptions, useLagOptions } from './lagOptions.ts';
import { SpectraOverTraining } from './SpectraOverTraining.tsx';
import { WaterfallMap } from './WaterfallMap.tsx';
import { type FallingState, useWaterfall, type Waterfall } from './waterfallRows.ts';
import { WaterfallTable } from './WaterfallTable.tsx';
import '../styles/waterfall.css';

/** Pixels between two models, of the spectra below a map, and of what stands around both. */
const GAP = 24;
const SPECTRA = 186;
const AROUND = 62;

/** How far single losses reached back at every kept training step, and what the recurrent weights were then. */
export function OverTrainingPage() {
  const tokens = useApp((state) => state.text?.tokens.length ?? 0);
  const unroll = useApp((state) => state.settings.unroll);
  const stretch = useMemo(() => momentStretch(tokens, unroll), [tokens, unroll]);
  const { normalised } = useLagOptions();
  const [state, setState] = useState<FallingState>('h');
  const fall = useWaterfall(state, normalised);
  if (!stretch) {
    return (
      <p className="picture-waiting" role="status">
        This text is too short: gradients by lag need at least 17 characters.
      </p>
    );
  }
  const { first, positions } = stretch;
  const hasC = fall.models.some(({ slot }) => slot.cell === 'lstm');
  return (
    <section className="fall-page" aria-label="Over training">
      <div className="picture-head">
        <h2 className="picture-title">
          How far back a loss reached, step by step of training{' '}
          <span className="picture-note">
            ‖∂L<sub>t</sub>/∂h<sub>t−k</sub>‖, layer {(fall.models[0]?.layer ?? 0) + 1}
          </span>
        </h2>
        <div className="fall-controls">
          {hasC ? (
            <ChoiceButtons
              label="State"
              choices={[
                ['h', '∂L/∂h'],
                ['c', 'LSTM ∂L/∂c'],
              ]}
              chosen={state}
              onChoose={setState}
            />
          ) : null}
          <ChoiceButtons
            label="Scale"
            choices={[
              ['relative', 'relative to lag 0'],
              ['absolute', 'as measured'],
            ]}
            chosen={normalised ? 'relative' : 'absolute'}
            onChoose={(key) => setLagOptions({ normalised: key === 'relative' })}
          />
          <Newest />
        </div>
      </div>
      <Falls fall={fall}>
        A row is a kept training step, its colour the geometric mean of the same {positions} losses, t = {first} to{' '}
        {first + positions - 1} of the text. Look for rows whose colour reaches farther right than those around them:
        there training could learn from farther back. A short row does not say that the model forgets, and σ
        <sub>max</sub> above 1 does not say that gradients explode: the slopes of the gates and of φ stand between.
      </Falls>
    </section>
  );
}

/** Back to the newest weights. */
function Newest() {
  const store = useAppStore();
  const isNewest = useApp((state) => state.viewedStep === null);
  return (
    <button type="button" className="fall-newest" disabled={isNewest} onClick={() => store.getState().viewStep(null)}>
      newest
    </button>
  );
}

function Falls({ fall, children }: { readonly fall: Waterfall; readonly children: React.ReactNode }) {
  const { steps, models, lags, missing } = fall;
  const theme = useTheme();
  const narrow = useNarrow();
  const place = useRef<HTMLDivElement>(null);
  const { width, height } = useElementSize(place);
  const viewed = useApp((state) => state.viewedStep);
  const unroll = useApp((state) => state.shape?.unroll ?? state.settings.unroll);
  const scale = useMemo(() => gradientScale(largestOf(models)), [models]);
  const row = nearestRow(steps, viewed);
  const each = narrow ? width : Math.floor((width - GAP * (models.length - 1)) / models.length);
  const mapRoom = narrow ? 260 : Math.max(120, height - SPECTRA - AROUND);
  const everySpectrum = useMemo(() => models.map(({ moments, layer }) => ({ moments, layer })), [models]);
  return (
    <>
      <div className="fall-notes">
        <p className="picture-note">{children}</p>
        <div className="gradient-legend">
          <Legend ramp="gradient" theme={theme} ticks={scale.ticks(0)} />
        </div>
      </div>
      <div className="fall-row" ref={place}>
        {width > 0 && lags !== null
          ? models.map((model) => (
              <div key={model.slot.id} className="fall-model" style={{ width: each }}>
                <WaterfallMap
                  model={model}
                  steps={steps}
                  framed={row}
                  lags={lags}
                  unroll={unroll}
                  width={each}
                  room={mapRoom}
                  scale={scale}
                  theme={theme}
                />
                <SpectraOverTraining
                  model={model}
                  all={everySpectrum}
                  framed={steps[row]}
                  width={each}
                  height={SPECTRA}
                />
              </div>
            ))
          : null}
      </div>
      <p className="picture-note fall-missing" role="status">
        {lags === null
          ? 'The kept weights are being measured, the newest first.'
          : missing > 0
            ? `${missing} of the rows are still to be measured, the newest first; hatched until then.`
            : ''}
      </p>
      {lags === null ? null : <WaterfallTable steps={steps} models={models} lags={lags} />}
    </>
  );
}

function largestOf(models: Waterfall['models']): number {
  let largest = 0;
  for (const { rows } of models)
    for (const row of rows) for (const norm of row ?? []) if (norm > largest && norm < Infinity) largest = norm;
  return largest;
}
