import { lengthOf } from '../../engine/range.ts';
import { memo, useRef, type ReactNode } from 'react';
import { binned } from '../../draw/bins.ts';
import { envelopePath } from '../../draw/envelope.ts';
import { formatSteps, stepsPerColumn } from '../../draw/timeColumns.ts';
import { pixel } from '../../draw/stepLine.ts';
import { timeTicks } from '../../draw/timeTicks.ts';
import { type AxisTick, BottomAxis, GridLines } from './Axes.tsx';
import { EndNames } from './EndNames.tsx';
import { cellMark } from './cellMark.ts';
import type { ModelIdentity } from '../../state/model.ts';
import { LineKey } from './LineKey.tsx';
import { type NamesPlan, planNames } from './lineNames.ts';
import { CursorColumn } from './CursorColumn.tsx';
import { useTimePointer } from './useTimePointer.ts';
import type { LineAxis } from './useLineAxis.ts';
import plotStyles from './plot.module.css';
import styles from './LinePlot.module.css';

interface PlotLine {
  readonly name: string;
  readonly model: ModelIdentity;
  /** Whether the line is a second state of the same cell as another line. It is drawn dotted. */
  readonly dotted: boolean;
  /** Whether it was measured at an older training step than the others. It is drawn pale. */
  readonly isOld: boolean;
  /** Indexed by timestep. */
  readonly values: ArrayLike<number>;
}

export interface LinePlotProps {
  readonly lines: readonly PlotLine[];
  readonly axis: LineAxis;
  readonly height: number;
  /** Pixels from the top of a value; NaN if it cannot be drawn. */
  readonly y: (value: number) => number;
  readonly ticks: readonly AxisTick[];
  /** Whether a value is below the axis. Such values are marked at the bottom. */
  readonly belowFloor?: ((value: number) => boolean) | undefined;
  readonly reading: (t: number) => string;
  readonly label: string;
  readonly timeLabels: boolean;
  /** Whether names without room at the lines' ends are listed in a key above. False if the chart above has this key. */
  readonly hasKey: boolean;
  readonly children?: ReactNode;
}

const LABEL_DISTANCE = 14;
/** Pixels for names on the right of the lines (LinePlot.module.css, `useLineAxis`). */
const NAME_ROOM = 46;
const NAME_LEFT = 6;
const FLOOR_MARK = 4;

/** Where the names of a plot's lines are shown. `height` and `width` are those of the plot in pixels. */
export function plotNames(names: readonly string[], height: number, width: number): NamesPlan {
  return planNames({ names, room: NAME_ROOM, height: height - 8, distance: LABEL_DISTANCE, keyWidth: width });
}

/** Lines over the text's time axis, with numbers in the gutter, names on the right and the cursor's column on top. */
export const LinePlot = memo(function LinePlot(props: LinePlotProps) {
  const { lines, axis, height, y, ticks, belowFloor, reading, label, timeLabels, hasKey } = props;
  const { range, width, view } = axis;
  const area = useRef<HTMLDivElement>(null);
  const shared = stepsPerColumn(axis.columnWidth);
  const pointer = useTimePointer({ ref: area, reading: (t) => reading(t), axis });
  const ends = lines
    .map(({ name, model, values }) => ({ name, model, y: y(lastNumber(values, range.to - 1)) }))
    .filter((end) => Number.isFinite(end.y));
  const names = plotNames(
    lines.map(({ name }) => name),
    height,
    width,
  );
  const key = hasKey ? names.keyHeight : 0;
  return (
    <>
      {key > 0 ? (
        <svg className={`${plotStyles.pictureSvg} ${styles.lineKey}`} width={width} height={key} aria-hidden="true">
          <LineKey lines={lines} width={width} />
        </svg>
      ) : null}
      <div
        className={styles.linePlot}
        data-part="line-plot"
        ref={area}
        data-numbered={timeLabels || undefined}
        style={{ width, height: height + (timeLabels ? 18 : 2) }}
        {...pointer}
      >
        <svg className={plotStyles.pictureSvg} width={width} height={height} role="img" aria-label={label}>
          {view ? (
            <>
              <rect x={view.x} y={0} width={view.width} height={height} fill="var(--ink)" opacity="0.06" />
              <path
                className={styles.plotView}
                d={`M${pixel(view.x)} 0V${height}M${pixel(view.x + view.width)} 0V${height}`}
              />
            </>
          ) : null}
          <GridLines ticks={ticks} right={width} gap={8} />
          <BottomAxis
            y={height}
            right={width}
            drop={15}
            ticks={timeLabels ? timeTicks(range, axis.columnWidth, 60) : []}
          />
          {lines.map((line) => (
            <g key={line.name} {...cellMark(line.model)}>
              <path
                className={plotStyles.plotLine}
                data-part="plot-line"
                data-dotted={line.dotted || undefined}
                data-old={line.isOld || undefined}
                d={linePath(line.values, axis, y)}
              />
              {belowFloor ? (
                <path
                  className={plotStyles.plotFloor}
                  data-old={line.isOld || undefined}
                  d={floorMarks(line.values, axis, height, belowFloor)}
                />
              ) : null}
            </g>
          ))}
          {names.atEnds ? (
            <EndNames ends={ends} x={width + NAME_LEFT} distance={LABEL_DISTANCE} bottom={height - 4} />
          ) : null}
          {shared > 1 ? (
            <text x={width - 4} y={12} textAnchor="end">
              mean of {formatSteps(shared)} steps
            </text>
          ) : null}
        </svg>
        <CursorColumn range={range} columnWidth={axis.columnWidth} />
        {props.children}
      </div>
    </>
  );
});

/** The last value of a line at or before timestep t that is not NaN. It may be infinite. */
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
  const { from, to } = axis.range;
  for (let t = from; t < to; t++) {
    if (!below(values[t])) continue;
    const x = (t - from + 0.5) * axis.columnWidth;
    if (x - lastX < 1) continue;
    lastX = x;
    path += `M${pixel(x - FLOOR_MARK / 2)} ${height - FLOOR_MARK}h${FLOOR_MARK}l${-FLOOR_MARK / 2} ${FLOOR_MARK}Z`;
  }
  return path;
}

/** A line through every value, or through the means of values that share a pixel. */
function linePath(values: ArrayLike<number>, { range, columnWidth, width }: LineAxis, y: LinePlotProps['y']): string {
  const shared = stepsPerColumn(columnWidth);
  if (shared === 1) return envelopePath((k) => values[range.from + k], lengthOf(range), width, y);
  const means = binned((t) => values[t], range, shared, 'mean');
  return envelopePath((k) => means[k], means.length, width, y);
}
