import { useMemo } from 'react';
import { keepingGate, memoryKept } from '../../analysis/memoryKept.ts';
import { formatFixed, formatMagnitude, formatPowerOfTen } from '../../draw/format.ts';
import { keptScale, lagLine, lagX } from '../../draw/lagChart.ts';
import { spreadLabels } from '../../draw/spreadLabels.ts';
import { pixel } from '../../draw/stepLine.ts';
import { cellMark } from '../cellMark.ts';
import { hideTooltip, showTooltip } from '../picture/tooltip.ts';
import { useTimestep } from '../picture/selectedTrace.ts';
import { type ComparedModel, useComparedModels } from './comparedModels.ts';
import { setLagOptions, useLagOptions } from './lagOptions.ts';

const WIDTH = 384;
const LEFT = 46;
const RIGHT = 44;
const HEIGHT = 104;
const LONGEST = 200;

/** How much of each unit's state its gate has kept over a span that ends with t. */
export function MemoryKept() {
  const models = useComparedModels().filter(({ trace }) => keepingGate(trace) !== null);
  const { span } = useLagOptions();
  return (
    <section aria-label="Memory kept">
      <div className="picture-head">
        <h2 className="picture-title">Memory kept</h2>
        <label className="lag-span">
          over the last <output>{span}</output> steps
          <input
            type="range"
            aria-label="Span of the memory kept"
            min={1}
            max={LONGEST}
            value={span}
            onChange={(event) => setLagOptions({ span: Number(event.target.value) })}
          />
        </label>
      </div>
      {models.length === 0 ? (
        <p className="picture-note">The RNN has no gate that keeps its state.</p>
      ) : (
        <Kept models={models} span={span} />
      )}
    </section>
  );
}

function Kept({ models, span }: { readonly models: readonly ComparedModel[]; readonly span: number }) {
  const t = useTimestep(models[0].trace.tokens.length);
  const kept = useMemo(
    () => models.map((model) => ({ model, sorted: sortedUnits(memoryKept(model.trace, model.layer, t, span)!) })),
    [models, t, span],
  );
  const width = WIDTH - LEFT - RIGHT;
  const { y, exponents } = keptScale(span, HEIGHT);
  const ends = spreadLabels(
    kept.map(({ sorted }) => y(sorted[sorted.length - 1].value)),
    15,
    4,
    HEIGHT,
  );
  return (
    <>
      <svg
        className="picture-svg"
        viewBox={`${-LEFT} -6 ${WIDTH} ${HEIGHT + 28}`}
        width="100%"
        role="img"
        aria-label={kept.map(({ model, sorted }) => inWords(model, sorted)).join(' ')}
      >
        {exponents.map((exponent) => (
          <g key={exponent}>
            <path className="picture-grid" d={`M0 ${pixel(y(10 ** exponent))}H${width}`} />
            <text x={-6} y={y(10 ** exponent) + 4} textAnchor="end">
              {exponent === exponents.at(-1) ? '≤' : ''}
              {formatPowerOfTen(exponent)}
            </text>
          </g>
        ))}
        {kept.map(({ model, sorted }, index) => {
          const x = lagX(sorted.length - 1, width);
          return (
            <g key={model.slot.id} {...cellMark(model.slot)}>
              <path
                className="plot-line"
                d={lagLine(
                  sorted.map(({ value }) => value),
                  x,
                  y,
                )}
              />
              {sorted.map(({ unit, value }, rank) => (
                <circle
                  key={unit}
                  className="plot-floor"
                  cx={x(rank)}
                  cy={y(value)}
                  r="2.4"
                  onPointerEnter={(event) =>
                    showTooltip(
                      `${model.slot.name} unit ${unit} keeps ${value >= 0.01 ? formatFixed(value, 3) : formatMagnitude(value)}`,
                      event.clientX,
                      event.clientY,
                    )
                  }
                  onPointerLeave={hideTooltip}
                />
              ))}
              <text className="plot-name" x={width + 8} y={ends[index] + 4}>
                {model.slot.name}
              </text>
            </g>
          );
        })}
        <text x={0} y={HEIGHT + 17}>
          units, the one that keeps most first
        </text>
      </svg>
      <p className="picture-note">
        ∏ f<sub>s</sub> (LSTM) and ∏ z<sub>s</sub> (GRU) of each unit, s = t−{span - 1} … t, at t = {t}, from the trace.{' '}
        {kept.map(({ model, sorted }) => inWords(model, sorted)).join(' ')} 1 keeps everything; a unit that keeps its
        state has not shown that the model uses it.
      </p>
    </>
  );
}

function inWords({ slot }: ComparedModel, sorted: readonly { readonly value: number }[]): string {
  const half = sorted.filter(({ value }) => value >= 0.5).length;
  return `${slot.name}: ${half} of ${sorted.length} units keep half or more.`;
}

function sortedUnits(kept: Float64Array): readonly { readonly unit: number; readonly value: number }[] {
  return Array.from(kept, (value, unit) => ({ unit, value })).sort((a, b) => b.value - a.value || a.unit - b.unit);
}
