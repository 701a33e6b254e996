import { useMemo, useRef, type ReactNode } from 'react';
import { gradientScale } from '../../draw/gradientScale.ts';
import { plotHeight } from '../../draw/pictureSizes.ts';
import { nearestRow } from '../../draw/waterfall.ts';
import { metricsStretch } from '../../state/measuredCheckpoints.ts';
import { Legend } from '../chart/Legend.tsx';
import { PictureTitle } from '../picture/PictureTitle.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { useApp } from '../StoreContext.tsx';
import { useTheme } from '../theme.ts';
import { Scroller } from '../ui/Scroller.tsx';
import { useElementSize } from '../ui/useElementSize.ts';
import { useNarrow } from '../ui/useNarrow.ts';
import { AXIS_BELOW, WaterfallMap } from './WaterfallMap.tsx';
import { largestNorm, useWaterfall, type Waterfall } from './waterfallRows.ts';
import comparePageStyles from './comparePage.module.css';
import gradientMapsStyles from './GradientMaps.module.css';
import styles from './LagWaterfalls.module.css';

/** Pixels of a map's head, and the height of the maps on a narrow page. */
const HEAD = 36;
const PHONE_MAP = 120;
/** The largest height of a row in pixels. */
const THICKEST_ROW = 48;

/** The same gradients at every kept training step, one map below the other, so that their lags stand under one another. */
export function LagWaterfalls() {
  const tokens = useApp((state) => state.text?.tokens.length ?? 0);
  const unroll = useApp((state) => state.settings.unroll);
  const fall = useWaterfall('h', true);
  // Kept weights are never changed by hand, while the curves beside them show the change.
  const provoked = useApp((state) =>
    fall.models.flatMap(({ model }) => (state.models[model.id]?.shown?.perturbation ? model.name : [])).join(', '),
  );
  if (!metricsStretch(tokens, unroll)) return null;
  return (
    <Scroller
      role="region"
      className={`${comparePageStyles.side} ${styles.falls}`}
      label="Over training, beside it"
      {...pictureMark('falls')}
    >
      <PictureTitle of="falls">The same, step by step of training</PictureTitle>
      <Note>
        {noteOf(fall.steps)}
        {provoked === '' ? null : ` ${provoked}: as trained, without the change by hand.`}
      </Note>
      <Falls fall={fall} />
    </Scroller>
  );
}

/** What a row is, and what to do where there are few. */
function noteOf(steps: readonly number[]): ReactNode {
  if (steps.length < 2) {
    return (
      <>
        One row so far: the weights that are there. <b>Press Train</b>: every kept step adds a row, and the slider walks
        through them.
      </>
    );
  }
  const few = steps.length === 2 ? ' Two steps are kept here; training on keeps more.' : '';
  return `A row is a kept step. The farther right its colour reaches, the farther back a loss does. Press a row to see its curves.${few}`;
}

function Note({ children }: { readonly children: ReactNode }) {
  return <p className={styles.fallNote}>{children}</p>;
}

function Falls({ fall: { steps, models, lags, missing } }: { readonly fall: Waterfall }) {
  const theme = useTheme();
  const narrow = useNarrow();
  const container = useRef<HTMLDivElement>(null);
  const { width, height } = useElementSize(container);
  const viewed = useApp((state) => state.ui.viewedStep);
  const scale = useMemo(() => gradientScale(largestNorm(models)), [models]);
  const framed = nearestRow(steps, viewed);
  const free = narrow ? PHONE_MAP : plotHeight((height - AXIS_BELOW) / models.length, HEAD);
  const room = Math.min(free, THICKEST_ROW * steps.length);
  return (
    <>
      <div className={styles.fallLegend}>
        <div className={gradientMapsStyles.gradientLegend}>
          <Legend ramp="gradient" theme={theme} ticks={scale.ticks(0)} />
        </div>
        <span className={styles.fallNote} role="status">
          {lags === null || missing > 0 ? 'being measured, the newest first' : ''}
        </span>
      </div>
      <div className={styles.maps} ref={container}>
        {width > 0 && lags !== null
          ? models.map((compared, k) => (
              <WaterfallMap
                key={compared.model.id}
                compared={compared}
                steps={steps}
                framed={framed}
                lags={lags}
                width={width}
                room={room}
                scale={scale}
                theme={theme}
                stacked={k === models.length - 1 ? 'last' : 'above'}
              />
            ))
          : null}
      </div>
    </>
  );
}
