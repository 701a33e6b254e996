import { useMemo, useRef } from 'react';
import type { LagReport } from '../../analysis/lagCurves.ts';
import { gradientScale } from '../../draw/gradientScale.ts';
import { normAt, type LagNorms } from '../../draw/trianglePixels.ts';
import { ChoiceButtons } from '../picture/ChoiceButtons.tsx';
import { Legend } from '../picture/Legend.tsx';
import { useElementSize } from '../picture/useElementSize.ts';
import { useNarrow } from '../picture/useNarrow.ts';
import { useTheme } from '../theme.ts';
import { useTimeWindow } from '../TimeWindow.tsx';
import { setLagOptions, useLagOptions } from './lagOptions.ts';
import { stepsOf, useMeasured, type MeasuredModel } from './measured.ts';
import { NotMeasured } from './NotMeasured.tsx';
import { RowTable } from './RowTable.tsx';
import { Triangle, TRIANGLE_LEFT } from './Triangle.tsx';

/** Pixels below the triangles: their axis, the row's profile and its axis. */
const UNDER = 124;
/** Pixels between two triangles, and how many stand side by side on a wide page. */
const GAP = 24;
const COLUMNS = 3;

/** ‖∂L_t/∂h_s‖ for every loss and every earlier state, one triangle per model on one scale. */
export function TrianglePage() {
  const models = useMeasured('lags');
  return models.length === 0 ? <NotMeasured /> : <Triangles models={models} />;
}

/** Norms of the shown layer. */
function normsOf({ of: { gradients }, layer }: MeasuredModel<LagReport>): LagNorms {
  const { positions, lags, first, h } = gradients;
  const size = positions * (lags + 1);
  return { values: h.subarray(layer * size, (layer + 1) * size), first, positions, lags };
}

function Triangles({ models }: { readonly models: readonly MeasuredModel<LagReport>[] }) {
  const { triangle } = useLagOptions();
  const view = useTimeWindow();
  const theme = useTheme();
  const narrow = useNarrow();
  const place = useRef<HTMLDivElement>(null);
  const { width, height } = useElementSize(place);
  const norms = useMemo(() => models.map(normsOf), [models]);
  const { first, positions } = norms[0];
  // More text in view than there are losses measured: all of these then.
  const isWhole = triangle === 'whole' || view.columns > positions;
  const start = isWhole ? first : view.start;
  const count = isWhole ? positions : view.columns;
  const scale = useMemo(() => gradientScale(largestOf(norms)), [norms]);
  const each = (narrow ? width : (width - GAP * (COLUMNS - 1)) / COLUMNS) - TRIANGLE_LEFT - 8;
  const room = narrow ? each : Math.min(each, height - UNDER);
  // Whole pixels per timestep where there is room for that; otherwise the browser shrinks the picture.
  const side = room >= count ? count * Math.floor(room / count) : Math.max(64, Math.floor(room));
  return (
    <section className="triangle-page" aria-label="Triangle of gradients">
      <div className="picture-head">
        <h2 className="picture-title">
          Which loss reaches which state{' '}
          <span className="picture-note">
            ‖∂L<sub>t</sub>/∂h<sub>s</sub>‖, layer {models[0].layer + 1}, {stepsOf(models)}
          </span>
        </h2>
        <div className="triangle-controls">
          <ChoiceButtons
            label="Losses"
            choices={[
              ['view', 'text in view'],
              ['whole', `all ${positions} losses`],
            ]}
            chosen={triangle}
            onChoose={(key) => setLagOptions({ triangle: key })}
          />
          <div className="gradient-legend">
            <Legend ramp="gradient" theme={theme} ticks={scale.ticks(0)} />
          </div>
        </div>
      </div>
      <p className="picture-note">
        Row: the loss at t alone. Column: the state at s ≤ t. Look for rows that stay strong far to the left. Where one
        fades to the ground its gradient has vanished, which does not say that the state no longer matters.
      </p>
      <div className="triangle-row" ref={place}>
        {width > 0
          ? models.map((model, k) => (
              <Triangle
                key={model.slot.id}
                name={model.slot.name}
                hue={model.slot.hue}
                norms={norms[k]}
                trace={model.trace}
                start={start}
                count={count}
                side={side}
                scale={scale}
                theme={theme}
              />
            ))
          : null}
      </div>
      <RowTable models={models} norms={norms} />
    </section>
  );
}

function largestOf(norms: readonly LagNorms[]): number {
  let largest = 0;
  for (const of of norms) {
    for (let p = 0; p < of.positions; p++) {
      const norm = normAt(of, of.first + p, of.first + p) ?? 0;
      if (norm > largest && norm < Infinity) largest = norm;
    }
  }
  return largest;
}
