import { Scroller } from '../ui/Scroller.tsx';
import { useMemo, useRef } from 'react';
import { mapHeight } from '../../draw/mapLayout.ts';
import { LEAST_NORMS, mapRoom, normsHeight } from '../../draw/pictureSizes.ts';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { useElementSize } from '../ui/useElementSize.ts';
import { useNarrow } from '../ui/useNarrow.ts';
import { useUi } from '../StoreContext.tsx';
import { useTimeWindow } from '../chart/TimeWindow.tsx';
import { lineName, normLines, useComparedModels, type ComparedModel } from './comparedModels.ts';
import { GradientMaps } from './GradientMaps.tsx';
import { LossOverTime } from './LossOverTime.tsx';
import { plotNames } from '../chart/LinePlot.tsx';
import { NormChart } from './NormChart.tsx';
import { NormTable } from './NormTable.tsx';
import { pictureMark } from '../picture/pictureMark.ts';
import { Term } from '../glossary/Term.tsx';
import pictureStyles from '../ui/picture.module.css';
import comparePageStyles from './comparePage.module.css';
import styles from './OverTimePage.module.css';

const LOSS_HEIGHT = 72;
/** Height of the three panels' titles, notes, axes and gaps in pixels. */
const SPENT = 182;
const MAP_GAP = 4;

/** The norms of the whole text's gradient at every character. */
export function OverTimePage() {
  const models = useComparedModels();
  return (
    <div className={comparePageStyles.columns}>
      <Panels models={models} />
    </div>
  );
}

function Panels({ models }: { readonly models: readonly ComparedModel[] }) {
  const main = useRef<HTMLDivElement>(null);
  const { height } = useElementSize(main);
  const narrow = useNarrow();
  const axis = useTimeWindow();
  const [extent] = useUi('extent');
  const lines = useMemo(() => normLines(models), [models]);
  const free = height - SPENT - LOSS_HEIGHT - MAP_GAP * models.length;
  const each = mapRoom(free, models.length, narrow);
  const maps = models.map(({ trace }) => mapHeight(trace.spec.hidden, each, 4));
  const taken = maps.reduce((sum, map) => sum + map.height, 0);
  const key = plotNames(lines.map(lineName), LEAST_NORMS, axis.width).keyHeight;
  const normHeight = normsHeight(free - key, taken, narrow);
  return (
    <>
      <div className={styles.compareMain} ref={main}>
        {height > 0 || narrow ? (
          <>
            <div className={styles.overTimeLines} {...pictureMark('normsOverTime', extent === 'view')}>
              <ErrorBoundary of={lines}>
                <NormChart lines={lines} height={normHeight} />
              </ErrorBoundary>
              <ErrorBoundary of={lines}>
                <LossOverTime models={models} height={LOSS_HEIGHT} />
              </ErrorBoundary>
            </div>
            <ErrorBoundary of={lines}>
              <GradientMaps models={models} maps={maps} />
            </ErrorBoundary>
          </>
        ) : null}
      </div>
      <Scroller
        role="region"
        className={`${comparePageStyles.side} ${styles.compareSide}`}
        label="Gradient norms in numbers"
      >
        <NormTable lines={lines} />
        <div className={styles.compareDefinitions}>
          <h2 className={pictureStyles.pictureTitle}>What is measured</h2>
          <p className={pictureStyles.pictureNote}>
            L = 1/(T−1) · Σ<sub>t</sub> loss<sub>t</sub>, the mean loss of the traced text in{' '}
            <Term id="nats">nats</Term>, from the <Term id="zero-state">zero state</Term>. One{' '}
            <Term id="bptt">backward pass</Term> through the whole trace, not{' '}
            <Term id="truncated-bptt">cut at the unroll length</Term>, gives ∂L/∂h<sub>t</sub> and, for the LSTM, ∂L/∂c
            <sub>t</sub>: tensors [layers, T, units]. A point is the <Term id="norm">Euclidean norm</Term> over the
            units of one layer.
          </p>
          <p className={pictureStyles.pictureNote}>
            Compare the lines at the same t. Towards the end they fall for every cell, because fewer losses follow. A
            low line says that changing this state would change the loss little. It does not say that nothing is
            remembered.
          </p>
          <p className={pictureStyles.pictureNote}>
            This is the gradient of the mean over all positions. How far back the loss of one position reaches is
            another question: see “By lag”.
          </p>
        </div>
      </Scroller>
    </>
  );
}
