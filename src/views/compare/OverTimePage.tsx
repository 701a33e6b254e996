import { useMemo, useRef } from 'react';
import { mapHeight } from '../../draw/mapLayout.ts';
import { useElementSize } from '../picture/useElementSize.ts';
import { useNarrow } from '../picture/useNarrow.ts';
import { normLines, useComparedModels, type ComparedModel } from './comparedModels.ts';
import { GradientMaps } from './GradientMaps.tsx';
import { LossOverTime } from './LossOverTime.tsx';
import { NormChart } from './NormChart.tsx';
import { NormTable } from './NormTable.tsx';

const LOSS_HEIGHT = 72;
/** Titles, notes, axes and gaps of the three panels, in pixels. */
const SPENT = 158;
const MAP_GAP = 4;
const LEAST_NORM_HEIGHT = 132;
const LEAST_MAP_HEIGHT = 32;
/** Of the room that is left, how much the maps may take; what they leave goes to the lines. */
const MAPS_SHARE = 0.6;

/** Gradient norms of the whole text's loss at every character. */
export function OverTimePage() {
  const models = useComparedModels();
  return (
    <div className="compare">
      <Panels models={models} />
    </div>
  );
}

function Panels({ models }: { readonly models: readonly ComparedModel[] }) {
  const main = useRef<HTMLDivElement>(null);
  const { height } = useElementSize(main);
  const narrow = useNarrow();
  const lines = useMemo(() => normLines(models), [models]);
  const free = height - SPENT - LOSS_HEIGHT - MAP_GAP * models.length;
  const each = narrow ? 64 : Math.max(LEAST_MAP_HEIGHT, Math.floor((free * MAPS_SHARE) / models.length));
  const maps = models.map(({ trace }) => mapHeight(trace.spec.hidden, each, 4));
  const taken = maps.reduce((sum, map) => sum + map.height, 0);
  const normHeight = narrow ? 180 : Math.max(LEAST_NORM_HEIGHT, free - taken);
  return (
    <>
      <div className="compare-main" ref={main}>
        {height > 0 || narrow ? (
          <>
            <NormChart lines={lines} height={normHeight} />
            <LossOverTime models={models} height={LOSS_HEIGHT} />
            <GradientMaps models={models} maps={maps} />
          </>
        ) : null}
      </div>
      <section
        className="compare-side"
        aria-label="Gradient norms in numbers"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard (WCAG 2.1.1)
        tabIndex={0}
      >
        <NormTable lines={lines} />
        <div className="compare-definitions">
          <h2 className="picture-title">What is measured</h2>
          <p className="picture-note">
            L = 1/(T−1) · Σ<sub>t</sub> loss<sub>t</sub>, the mean loss of the traced text in nats, from the zero state.
            One backward pass through the whole trace, not cut at the unroll length, gives ∂L/∂h<sub>t</sub> and, for
            the LSTM, ∂L/∂c<sub>t</sub>: tensors [layers, T, units]. A point is the Euclidean norm over the units of one
            layer.
          </p>
          <p className="picture-note">
            Read the lines against one another at the same t. Towards the end they fall for every cell, because fewer
            losses are left to send anything back. A low line says that changing this state would change the loss
            little. It does not say that nothing is remembered.
          </p>
          <p className="picture-note">
            This is the gradient of the mean over all positions. How far back the loss of one position reaches is
            another question: see “By lag”.
          </p>
        </div>
      </section>
    </>
  );
}
