import { memo, useRef, type ReactNode } from 'react';
import { binned } from '../../draw/bins.ts';
import { envelopePath } from '../../draw/envelope.ts';
import { stepsInWords, stepsPerColumn } from '../../draw/timeColumns.ts';
import { spreadLabels } from '../../draw/spreadLabels.ts';
import { pixel } from '../../draw/stepLine.ts';
import { tickEvery } from '../../draw/timeTicks.ts';
import { cellMark } from '../cellMark.ts';
import type { Slot } from '../../store/state.ts';
import { CursorColumn } from '../picture/CursorColumn.tsx';
import { useTimePointer } from '../picture/useTimePointer.ts';
import type { LineAxis } from './useLineAxis.ts';

export interface PlotLine {
  readonly name: string;
  readonly slot: Slot;
  /** Part of the same cell as another line. */
  readonly dotted: boolean;
  /** Indexed by timestep. */
  readonly values: ArrayLike<number>;
}

export interface PlotTick {
  /** Pixels from the top. */
  readonly y: number;
  readonly text: string;
}

export interface LinePlotProps {
  readonly lines: readonly PlotLine[];
  readonly axis: LineAxis;
  readonly height: number;
  /** Pixels from the top, or NaN for what cannot be drawn. */
  readonly y: (value: number) => number;
  readonly ticks: readonly PlotTick[];
  /** Values that are drawn at the floor are marked there. */
  readonly belowFloor?: ((value: number) => boolean) | undefined;
  readonly reading: (t: number) => string;
  readonly label: string;
  /** Timesteps under the axis. */
  readonly timeLabels: boolean;
  readonly children?: ReactNode;
}

const LABEL_DISTANCE = 14;
const FLOOR_MARK = 4;

/** Lines over the text's time axis: numbers in the gutter, names at the right end, the cursor's column over it. */
export const LinePlot = memo(function LinePlot(props: LinePlotProps) {
  const { lines, axis, height, y, ticks, belowFloor, reading, label, timeLabels } = props;
  const { start, columns, width, view } = axis;
  const area = useRef<HTMLDivElement>(null);
  const shared = stepsPerColumn(axis.columnWidth);
  const pointer = useTimePointer({ ref: area, reading: (t) => reading(t), axis });
  const named = lines
    .map((line) => ({ line, at: y(lastNumber(line.values, start + columns - 1)) }))
    .filter(({ at }) => Number.isFinite(at));
  const places = spreadLabels(
    named.map(({ at }) => at),
    LABEL_DISTANCE,
    4,
    height - 4,
  );
  return (
    <div className="line-plot" ref={area} style={{ width, height: height + (timeLabels ? 18 : 2) }} {...pointer}>
      <svg className="picture-svg" width={width} height={height} role="img" aria-label={label}>
        {view ? (
          <>
            <rect x={view.x} y={0} width={view.width} height={height} fill="var(--ink)" opacity="0.06" />
            <path className="plot-view" d={`M${pixel(view.x)} 0V${height}M${pixel(view.x + view.width)} 0V${height}`} />
          </>
        ) : null}
        {ticks.map((tick) => (
          <g key={tick.text}>
            <path className="picture-grid" d={`M0 ${Math.round(tick.y) + 0.5}H${width}`} />
            <text className="plot-tick" y={tick.y + 4}>
              {tick.text}
            </text>
          </g>
        ))}
        <path className="picture-axis" d={`M0 ${height + 0.5}H${width}`} />
        {lines.map((line) => (
          <g key={line.name} {...cellMark(line.slot)}>
            <path className="plot-line" data-dotted={line.dotted || undefined} d={linePath(line.values, axis, y)} />
            {belowFloor ? <path className="plot-floor" d={floorMarks(line.values, axis, height, belowFloor)} /> : null}
          </g>
        ))}
        {named.map(({ line }, k) => (
          <text key={line.name} {...cellMark(line.slot)} className="plot-name" x={width + 6} y={places[k] + 4}>
            {line.name}
          </text>
        ))}
        {shared > 1 ? (
          <text x={width - 4} y={12} textAnchor="end">
            mean of {stepsInWords(shared)} steps
          </text>
        ) : null}
        {timeLabels ? <TimeLabels axis={axis} y={height + 15} /> : null}
      </svg>
      <CursorColumn start={start} columns={columns} columnWidth={axis.columnWidth} />
      {props.children}
    </div>
  );
});

function TimeLabels({ axis, y }: { readonly axis: LineAxis; readonly y: number }) {
  const { start, columns, columnWidth } = axis;
  const every = tickEvery(columnWidth, 60);
  const labels: number[] = [];
  for (let t = Math.ceil(start / every) * every; t < start + columns; t += every) labels.push(t);
  return labels.map((t) => (
    <text key={t} x={(t - start + 0.5) * columnWidth} y={y} textAnchor="middle">
      {t}
    </text>
  ));
}

/** The last number a line has at or before timestep t; infinity is one, drawn at the top. */
function lastNumber(values: ArrayLike<number>, t: number): number {
  for (let k = Math.min(t, values.length - 1); k >= 0; k--) if (!Number.isNaN(values[k])) return values[k];
  return Number.NaN;
}

/** A small triangle at the bottom for every timestep whose value is below the floor, one per pixel column. */
function floorMarks(
  values: ArrayLike<number>,
  axis: LineAxis,
  height: number,
  below: (value: number) => boolean,
): string {
  let path = '';
  let lastX = -Infinity;
  for (let k = 0; k < axis.columns; k++) {
    if (!below(values[axis.start + k])) continue;
    const x = (k + 0.5) * axis.columnWidth;
    if (x - lastX < 1) continue;
    lastX = x;
    path += `M${pixel(x - FLOOR_MARK / 2)} ${height - FLOOR_MARK}h${FLOOR_MARK}l${-FLOOR_MARK / 2} ${FLOOR_MARK}Z`;
  }
  return path;
}

/** Through every value, or through the mean of those that share a pixel: raw lines over one another would be one block. */
function linePath(
  values: ArrayLike<number>,
  { start, columns, columnWidth, width }: LineAxis,
  y: LinePlotProps['y'],
): string {
  const shared = stepsPerColumn(columnWidth);
  if (shared === 1) return envelopePath((k) => values[start + k], columns, width, y);
  const means = binned((t) => values[t], start, columns, shared, 'mean');
  return envelopePath((k) => means[k], means.length, width, y);
}
