import { useRef } from 'react';
import { formatCount, formatFixed, formatMagnitude } from '../../draw/format.ts';
import { columnPoints, exceedances, extent, logScale, roundDomain, valueAtStep } from '../../draw/lineChart.ts';
import { spreadLabels } from '../../draw/spreadLabels.ts';
import { cellMark } from '../cellMark.ts';
import { settingsOf } from '../../store/slots.ts';
import { useElementSize } from '../picture/useElementSize.ts';
import { useApp } from '../StoreContext.tsx';
import { ChartFrame } from './ChartFrame.tsx';
import { Curve } from './Curve.tsx';
import { LEFT, RIGHT, stepScale, useCellRuns } from './stepAxis.ts';

const PLOT = 104;
const TOP = 8;
/** Height of one cell's row of clip ticks. */
const ROW = 14;
const ROWS_TOP = TOP + PLOT + 14;
/** A logarithmic axis has no place for 0. */
const FLOOR = 1e-12;

export function GradientNormChart() {
  const place = useRef<HTMLDivElement>(null);
  const { width } = useElementSize(place);
  const cells = useCellRuns();
  const slotCount = useApp((state) => state.slots.length);
  const settings = useApp((state) => state.settings);
  /** The norm at which each model is clipped now; null for one that is not, or by value. */
  const limits = cells.map(({ slot }) => {
    const { clipKind, clipMax } = settingsOf(slot, settings);
    return clipKind === 'norm' ? clipMax : null;
  });
  const lines = [...new Set(limits.filter((limit) => limit !== null))].sort((a, b) => b - a);
  const clips = lines.length > 0;

  const curves = cells.map(({ run }) => run.gradNorm);
  const seen = extent(curves);
  const [low, high] = roundDomain(
    Math.max(FLOOR, Math.min(seen?.[0] ?? Infinity, (lines.at(-1) ?? 1) / 10)),
    Math.max(seen?.[1] ?? 0, (lines[0] ?? 1) * 2),
  );
  const x = stepScale(cells, width);
  const y = logScale([low, high], [TOP + PLOT, TOP]);
  const reading = (step: number): string =>
    cells
      .flatMap(({ slot, run }) => {
        const at = valueAtStep(run.gradNorm, step);
        return at ? [`${slot.name} step ${formatCount(at.step)}: gradient norm ${formatMagnitude(at.value)}`] : [];
      })
      .join('\n');
  const rows = cells.flatMap(({ slot, run }, k) => {
    const limit = limits[k];
    return limit === null ? [] : [{ slot, limit, ...exceedances(run.gradNorm, limit, x, 2) }];
  });
  const labelPlaces = spreadLabels(lines.map(y), 13, TOP + 4, TOP + PLOT);

  return (
    <section className="panel" aria-labelledby="norm-title">
      <div className="panel-head">
        <h2 id="norm-title">Gradient norm before clipping</h2>
        <p className="note">
          {clips
            ? 'largest per 3 pixels · ticks: steps above the present clip norm of each model, counted'
            : 'largest per 3 pixels'}
        </p>
      </div>
      <div ref={place} className="chart-place">
        {width > 0 && (
          <ChartFrame
            width={width}
            height={ROWS_TOP + slotCount * ROW}
            x={x}
            y={y}
            yTicks={5}
            floor={seen && seen[0] < FLOOR ? low : null}
            xTitle={null}
            reading={reading}
          >
            {lines.map((limit, k) => (
              <g key={limit}>
                <path className="clip" d={`M${LEFT} ${y(limit)}H${width - RIGHT}`} />
                <text x={width - RIGHT + 8} y={labelPlaces[k] + 4}>
                  clip {limit}
                </text>
              </g>
            ))}
            {cells.map(({ slot, run }) => (
              <g key={slot.id} {...cellMark(slot)}>
                <Curve className="largest" points={columnPoints(run.gradNorm, x, y, 3, 'largest')} />
              </g>
            ))}
            {rows.map(({ slot, places, count }, k) => (
              <g key={slot.id} {...cellMark(slot)} transform={`translate(0 ${ROWS_TOP + k * ROW})`}>
                <path className="grid" d={`M${LEFT} 0.5H${width - RIGHT}`} />
                <path className="clip-tick" d={places.map((at) => `M${at.toFixed(1)} -4v9`).join('')} />
                <text className="row-label" x={width - RIGHT + 8} y={4}>
                  {slot.name} <tspan className="number">{formatCount(count)}</tspan>
                </text>
              </g>
            ))}
          </ChartFrame>
        )}
      </div>
      <p className="note chart-note">
        Spikes are steps on which one stretch of text pulled hard; a small norm late in training means little is left to
        correct, not that gradients vanish in time.
      </p>
      <div className="hidden">
        <table>
          <caption>Gradient norm before clipping, newest values</caption>
          <tbody>
            {cells.map(({ slot, run }) => (
              <tr key={slot.id}>
                <th scope="row">{slot.name}</th>
                <td>
                  {run.gradNorm.length > 0 ? formatFixed(run.gradNorm.values[run.gradNorm.length - 1], 4) : 'none yet'}
                </td>
                {rows
                  .filter((row) => row.slot === slot)
                  .map(({ count, limit }) => (
                    <td key={limit}>
                      {formatCount(count)} steps above its clip norm, {limit}
                    </td>
                  ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
