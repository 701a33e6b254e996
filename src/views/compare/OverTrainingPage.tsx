import { lengthOf } from '../../engine/range.ts';
import { hasC } from '../../engine/spec.ts';
import { formatCount } from '../../draw/format.ts';
import { Scroller } from '../ui/Scroller.tsx';
import { useMemo, useRef } from 'react';
import { gradientScale } from '../../draw/gradientScale.ts';
import { modelRows } from '../../draw/modelRows.ts';
import { plotHeight } from '../../draw/pictureSizes.ts';
import { nearestRow } from '../../draw/waterfall.ts';
import { metricsStretch } from '../../state/measuredCheckpoints.ts';
import { TOO_SHORT } from './NotMeasured.tsx';
import { NormChoice } from './NormChoice.tsx';
import { Button } from '../ui/Button.tsx';
import { ChoiceButtons } from '../ui/ChoiceButtons.tsx';
import { Legend } from '../chart/Legend.tsx';
import { useElementSize } from '../ui/useElementSize.ts';
import { useNarrow } from '../ui/useNarrow.ts';
import { useApp, useAppStore, useUi } from '../StoreContext.tsx';
import { useTheme } from '../theme.ts';
import { SpectraOverTraining } from './SpectraOverTraining.tsx';
import { WaterfallMap } from './WaterfallMap.tsx';
import { largestNorm, useWaterfall, type Waterfall } from './waterfallRows.ts';
import { WaterfallTable } from './WaterfallTable.tsx';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import gradientMapsStyles from './GradientMaps.module.css';
import comparePageStyles from './comparePage.module.css';
import styles from './OverTrainingPage.module.css';

/** The smallest width of a model's column, and the height of its map if there are several rows, in pixels. */
const LEAST = 260;
const IN_ROWS = 260;
/** Pixels between two models, of the spectra below a map, and around both. */
const GAP = 24;
const SPECTRA = 186;
const AROUND = 80;
const LEAST_MAP = 120;

/** How far single losses reached back at every saved training step, and the recurrent weights at that step. */
export function OverTrainingPage() {
  const tokens = useApp((state) => state.text?.tokens.length ?? 0);
  const unroll = useApp((state) => state.settings.unroll);
  const stretch = useMemo(() => metricsStretch(tokens, unroll), [tokens, unroll]);
  const [normalised] = useUi('lagRelative');
  const [state, setState] = useUi('fallState');
  const fall = useWaterfall(state, normalised);
  if (!stretch) {
    return (
      <p className={pictureStyles.pictureWaiting} role="status">
        {TOO_SHORT}
      </p>
    );
  }
  const { losses } = stretch;
  const someHaveC = fall.models.some(({ model }) => hasC(model));
  return (
    <Scroller
      role="region"
      className={`${comparePageStyles.stackedPage} ${styles.fallPage}`}
      label="Over training"
      {...pictureMark('falls')}
    >
      <div className={pictureStyles.pictureHead}>
        <PictureTitle of="falls">
          <Term id="waterfall">How far back a loss reached</Term>, step by step of training{' '}
          <span className={pictureStyles.pictureNote}>
            ‖∂L<sub>t</sub>/∂h<sub>t−k</sub>‖, layer {(fall.models[0]?.layer ?? 0) + 1}
          </span>
        </PictureTitle>
        <Missing fall={fall} />
        <div className={styles.fallControls}>
          {someHaveC ? (
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
          <NormChoice />
          <Newest />
        </div>
      </div>
      <Falls fall={fall}>
        A row is a <Term id="checkpoint">kept training step</Term>, its colour the{' '}
        <Term id="geometric-mean">geometric mean</Term> of the same {formatCount(lengthOf(losses))} losses, t ={' '}
        {formatCount(losses.from)} to {formatCount(losses.to - 1)} of the text. Look for rows whose colour reaches
        farther right than those around them: there training could learn from farther back. A short row does not say
        that the model forgets, and{' '}
        <Term id="sigma-max">
          σ<sub>max</sub>
        </Term>{' '}
        above 1 does not say that gradients <Term id="exploding">explode</Term>: they also depend on the slopes of the
        gates and of φ.
      </Falls>
    </Scroller>
  );
}

/** The number of rows that are still to be measured. */
function Missing({ fall: { lags, missing } }: { readonly fall: Waterfall }) {
  return (
    <span className={`${pictureStyles.pictureNote} ${styles.fallMissing}`} role="status">
      {lags === null
        ? 'The weights of earlier steps are being measured, the newest first.'
        : missing > 0
          ? `${missing} rows to be measured, the newest first`
          : ''}
    </span>
  );
}

/** A button back to the newest weights. */
function Newest() {
  const store = useAppStore();
  const isNewest = useApp((state) => state.ui.viewedStep === null);
  return (
    <Button
      className={styles.fallNewest}
      disabled={isNewest}
      onClick={() => store.getState().setUi({ viewedStep: null, frozen: false })}
    >
      newest
    </Button>
  );
}

function Falls({ fall, children }: { readonly fall: Waterfall; readonly children: React.ReactNode }) {
  const { steps, models, lags } = fall;
  const theme = useTheme();
  const narrow = useNarrow();
  const container = useRef<HTMLDivElement>(null);
  const { width, height } = useElementSize(container);
  const viewed = useApp((state) => state.ui.viewedStep);
  const scale = useMemo(() => gradientScale(largestNorm(models)), [models]);
  const row = nearestRow(steps, viewed);
  const { rows, width: each } = modelRows(models.length, width, GAP, LEAST);
  const inRows = rows > 1;
  const mapRoom = narrow || inRows ? IN_ROWS : Math.max(LEAST_MAP, plotHeight(height, SPECTRA + AROUND));
  const everySpectrum = useMemo(
    () => models.map(({ checkpointMetrics, layer }) => ({ checkpointMetrics, layer })),
    [models],
  );
  return (
    <>
      <div className={styles.fallNotes}>
        <p className={pictureStyles.pictureNote}>{children}</p>
        <div className={gradientMapsStyles.gradientLegend}>
          <Legend ramp="gradient" theme={theme} ticks={scale.ticks(0)} />
        </div>
      </div>
      <div className={styles.fallRow} data-wrapped={inRows || undefined} ref={container}>
        {width > 0 && lags !== null
          ? models.map((compared) => (
              <div key={compared.model.id} className={styles.fallModel} style={{ width: each }}>
                <WaterfallMap
                  compared={compared}
                  steps={steps}
                  framed={row}
                  lags={lags}
                  width={each}
                  room={mapRoom}
                  scale={scale}
                  theme={theme}
                />
                <SpectraOverTraining
                  compared={compared}
                  all={everySpectrum}
                  framed={steps[row]}
                  width={each}
                  height={SPECTRA}
                />
              </div>
            ))
          : null}
      </div>
      {lags === null ? null : <WaterfallTable steps={steps} models={models} lags={lags} />}
    </>
  );
}
