import { memo, useCallback, useMemo, useRef, useState } from 'react';
import { range } from 'd3';
import { fitPath, lagBand, lagLine, lagTicks, lagX } from '../../draw/lagPaths.ts';
import { formatCount, formatPowerOfTen } from '../../draw/format.ts';
import { freeBaseline, passedPoints } from '../../draw/namePositions.ts';
import { normScale, type NormScale, NORM_CEILING, NORM_FLOOR } from '../../draw/normScale.ts';
import { formatNorm } from '../../draw/normText.ts';
import { pixel } from '../../draw/stepLine.ts';
import { cellMark } from '../chart/cellMark.ts';
import { layOutNamedPlot, NamedPlot } from '../chart/NamedPlot.tsx';
import { NAME_SIZE, nameDistance, nameWidth } from '../chart/textWidth.ts';
import { hideTooltip, showTooltip } from '../ui/tooltip.ts';
import { useElementSize } from '../ui/useElementSize.ts';
import { useNarrow } from '../ui/useNarrow.ts';
import { useUnroll } from './comparedModels.ts';
import type { ChartLine } from './chartLine.ts';
import { placeLagNames } from './lagNames.ts';
import pictureStyles from '../ui/picture.module.css';
import plotStyles from '../chart/plot.module.css';
import { referenceNameX } from './referenceNameX.ts';
import styles from './LagChart.module.css';

export interface LagChartProps {
  readonly lines: readonly ChartLine[];
  readonly lags: number;
  /** A value that the axis includes besides those of the lines. */
  readonly upTo?: number | undefined;
  /** The bottom of the axis, whatever the lines' values are. They are drawn as far as they are above it. */
  readonly floor?: number | undefined;
  /** A lag that is marked, with a dot on every solid line. */
  readonly mark?: number | undefined;
  /** Whether lines and names are large enough for a lecture hall. */
  readonly isLarge?: boolean | undefined;
  readonly width: number;
  readonly height: number;
  readonly label: string;
  readonly xTitle: string;
  /** Shown instead of the chart if no line has a value above the floor. */
  readonly whenEmpty: string;
}

/** A chart of more lines is higher, because it has a key of several rows above it. */
const MANY_LINES = 8;
const PHONE_HEIGHT = 300;

const LEFT = 48;
/** Size of names in a large chart in pixels. */
const LARGE_NAME = 16;

/** A chart that is as large as the page allows. */
export function PageLagChart(props: Omit<LagChartProps, 'width' | 'height'>) {
  const container = useRef<HTMLDivElement>(null);
  const { width, height } = useElementSize(container);
  const narrow = useNarrow();
  return (
    <div className={styles.pageChart} data-many={props.lines.length > MANY_LINES || undefined} ref={container}>
      {width > 0 ? <LagChart {...props} width={width} height={narrow ? PHONE_HEIGHT : height} /> : null}
    </div>
  );
}

/** Lines over the lag on a logarithmic axis, with names at their ends. The unroll length is marked. */
export const LagChart = memo(function LagChart(props: LagChartProps) {
  const { lines, lags: K, upTo, floor, mark, isLarge = false, label, xTitle } = props;
  const unroll = useUnroll();
  const named = useMemo(() => lines.filter(({ isBefore }) => !isBefore), [lines]);
  const nameSize = isLarge ? LARGE_NAME : NAME_SIZE;
  const distance = nameDistance(nameSize);
  const layout = layOutNamedPlot(
    named.map(({ name }) => name),
    props,
    LEFT,
    nameSize,
  );
  const { names, width, height } = layout;
  const [hover, setHover] = useState<number | null>(null);
  const scale = useMemo(
    () =>
      normScale(
        [
          upTo ?? 0,
          floor ?? 0,
          ...lines.flatMap(({ values, band, isAside }) =>
            isAside ? [] : [...Array.from(values), ...Array.from(band?.low ?? [])],
          ),
        ],
        0,
        height,
        Math.max(3, Math.floor(height / 26)),
        floor,
      ),
    [lines, upTo, floor, height],
  );
  const x = useMemo(() => lagX(K, width), [K, width]);
  const { y } = scale;
  const yOf = useCallback(
    ({ isAside }: ChartLine) => (isAside || floor !== undefined ? (value: number) => onScale(scale, value) : scale.y),
    [scale, floor],
  );
  const { inside, ends } = placeLagNames(named, {
    last: K,
    x,
    y: yOf,
    yAtEnd: y,
    isFloored: floor !== undefined,
    width,
    height,
    widthOf: ({ name }) => nameWidth(name, nameSize),
    distance,
  });
  const paths = useMemo(
    () =>
      lines.map((line) => ({
        line,
        path: lagLine(line.values, x, yOf(line)),
        band: line.band ? lagBand(line.band.low, line.band.high, x, y) : '',
        fit: line.fit && fitPath(line.fit, x, scale),
      })),
    [lines, x, y, yOf, scale],
  );
  const isUnrollShown = unroll <= K;
  const unrollName = `unroll ${unroll}`;
  // Beside the plot are the names of the lines, if they are at its ends.
  const room = names.atEnds ? width : width + layout.right;
  const unrollAt = {
    x: referenceNameX(x(unroll), nameWidth(unrollName), room, mark === undefined ? mark : x(mark)),
    width: nameWidth(unrollName),
  };
  const unrollY = freeBaseline(
    unrollAt,
    [...range(10, height - 6, distance), height - 6],
    [...(names.atEnds ? inside : []), ...lines.flatMap((line) => passedPoints(line.values, x, yOf(line), unrollAt))],
    distance,
  );
  if (!lines.some(({ values }) => hasSize(values))) {
    return (
      <p className={pictureStyles.pictureWaiting} role="status">
        {props.whenEmpty}
      </p>
    );
  }
  return (
    <NamedPlot
      className={isLarge ? styles.large : ''}
      layout={layout}
      label={label}
      lines={named}
      ends={ends}
      yTicks={scale.exponents.map((exponent) => ({ at: y(10 ** exponent), text: formatPowerOfTen(exponent) }))}
      xTicks={lagTicks(K, Math.floor(width / 56)).map((k) => ({ at: x(k), text: formatCount(k) }))}
      xTitle={xTitle}
      onRead={(position, event) => {
        const k = Math.min(K, Math.max(0, Math.round((position / width) * K)));
        setHover(k);
        const values = lines.map((line) =>
          k < line.values.length && !Number.isNaN(line.values[k]) ? `${line.name} ${formatNorm(line.values[k])}` : '',
        );
        showTooltip(`lag ${formatCount(k)} · ${values.filter(Boolean).join(' · ')}`, event);
      }}
      onLeave={() => {
        setHover(null);
        hideTooltip();
      }}
    >
      {mark === undefined ? null : <path className={styles.lagMark} d={`M${pixel(x(mark))} 0V${height}`} />}
      {isUnrollShown ? <path className={styles.lagUnroll} d={`M${pixel(x(unroll))} 0V${height}`} /> : null}
      {paths.map(({ line, band, fit }) => (
        <g key={line.name} {...cellMark(line.model)}>
          {band ? <path className={styles.lagBand} data-old={line.isOld || undefined} d={band} /> : null}
          {fit ? <path className={styles.lagFit} data-old={line.isOld || undefined} d={fit} /> : null}
        </g>
      ))}
      {paths.map(({ line, path }) => (
        <path
          key={line.name}
          className={plotStyles.plotLine}
          {...cellMark(line.model)}
          data-stroke={line.stroke}
          data-old={line.isOld || undefined}
          data-before={line.isBefore || undefined}
          d={path}
        />
      ))}
      {mark === undefined
        ? null
        : named.flatMap((line) => {
            const at = line.stroke === 'solid' ? yOf(line)(line.values[mark]) : Number.NaN;
            if (!Number.isFinite(at)) return [];
            const dot = { cx: pixel(x(mark)), cy: pixel(at), r: 5.5 };
            return <circle key={line.name} {...cellMark(line.model)} className={styles.lagDot} {...dot} />;
          })}
      {isUnrollShown ? (
        <text className={plotStyles.referenceName} data-part="plot-name" x={unrollAt.x} y={unrollY}>
          {unrollName}
        </text>
      ) : null}
      {lines.map((line, k) => {
        const end = yOf(line) === y ? endMark(line.values[K], width, height) : '';
        return end ? (
          <path
            key={line.name}
            {...cellMark(line.model)}
            className={plotStyles.plotFloor}
            data-old={line.isOld || undefined}
            d={end}
            transform={`translate(${-9 * k} 0)`}
          />
        ) : null;
      })}
      {names.atEnds
        ? inside.map(({ line, ...at }) => (
            <text
              key={line.name}
              {...cellMark(line.model)}
              className={`${plotStyles.plotName} ${plotStyles.referenceName}`}
              data-part="plot-name"
              x={at.x}
              y={at.y}
            >
              {line.name}
            </text>
          ))
        : null}
      {hover === null ? null : <path className={styles.lagHover} d={`M${pixel(x(hover))} 0V${height}`} />}
    </NamedPlot>
  );
});

/** A triangle at the end of a line beyond the axis: down at the floor, up at the ceiling. */
function endMark(value: number, width: number, height: number): string {
  if (value <= NORM_FLOOR) return `M${pixel(width - 4)} ${height - 5}h8l-4 5Z`;
  return value > NORM_CEILING ? `M${pixel(width - 4)} 5h8l-4 -5Z` : '';
}

/** Whether a line has a value that a logarithmic axis can show. */
function hasSize(values: ArrayLike<number>): boolean {
  return Array.from(values).some((value) => value >= NORM_FLOOR);
}

/** Pixels from the top of a value on the axis; NaN for others. */
function onScale({ low, high, y }: NormScale, value: number): number {
  return value >= low && value <= high ? y(value) : Number.NaN;
}
