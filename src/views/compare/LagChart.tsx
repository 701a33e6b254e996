import { memo, useMemo, useRef, useState, type PointerEvent } from 'react';
import { lagBand, lagLine, lagTicks, lagX } from '../../draw/lagChart.ts';
import { formatMagnitude, formatPowerOfTen } from '../../draw/format.ts';
import { logScale, type LogScale, NORM_FLOOR } from '../../draw/logScale.ts';
import { spreadLabels } from '../../draw/spreadLabels.ts';
import { pixel } from '../../draw/stepLine.ts';
import type { Slot } from '../../store/state.ts';
import { cellMark } from '../cellMark.ts';
import { hideTooltip, showTooltip } from '../picture/tooltip.ts';

/** One quantity at every lag of one model. */
export interface ChartLine {
  readonly name: string;
  readonly slot: Slot;
  /** Solid for h; the others are parts of the same cell. */
  readonly stroke: 'solid' | 'dotted' | 'dashed' | 'mixed' | 'reference';
  /** [K + 1] */
  readonly values: ArrayLike<number>;
  /** Does not set the axis: it is drawn as far as it lies on it. */
  readonly isAside?: boolean | undefined;
  /** Quartiles, [K + 1]. */
  readonly band?: { readonly low: ArrayLike<number>; readonly high: ArrayLike<number> } | undefined;
  /** A straight line over the lags that it was fitted to. */
  readonly fit?:
    | { readonly from: number; readonly to: number; readonly start: number; readonly perStep: number }
    | undefined;
}

export interface LagChartProps {
  readonly lines: readonly ChartLine[];
  readonly lags: number;
  /** A value that the axis takes in besides. */
  readonly upTo?: number | undefined;
  readonly width: number;
  readonly height: number;
  /** Training's unroll length, marked if it lies on the axis. */
  readonly unroll: number;
  readonly label: string;
  /** Under the axis. */
  readonly xTitle: string;
}

const LEFT = 48;
const TOP = 8;
const BOTTOM = 36;
const LABEL_DISTANCE = 15;

/** Lines over the lag on a logarithmic axis, names at their ends. */
export const LagChart = memo(function LagChart(props: LagChartProps) {
  const { lines, lags: K, upTo, unroll, label, xTitle } = props;
  const narrow = props.width < 480;
  const right = narrow ? 90 : 104;
  const width = Math.max(80, props.width - LEFT - right);
  const height = Math.max(80, props.height - TOP - BOTTOM);
  const area = useRef<SVGSVGElement>(null);
  const [hover, setHover] = useState<number | null>(null);
  const scale = useMemo(
    () =>
      logScale(
        [
          upTo ?? 0,
          ...lines.flatMap(({ values, band, isAside }) =>
            isAside ? [] : [...Array.from(values), ...Array.from(band?.low ?? [])],
          ),
        ],
        0,
        height,
        Math.max(3, Math.floor(height / 26)),
      ),
    [lines, upTo, height],
  );
  const x = useMemo(() => lagX(K, width), [K, width]);
  const { y } = scale;
  const yOf = ({ isAside }: ChartLine) => (isAside ? (value: number) => onScale(scale, value) : y);
  // Names stand at the right end; a line that leaves the picture earlier has its name where it does.
  const named = lines.filter((line) => Number.isFinite(yOf(line)(line.values[K])));
  const ends = spreadLabels(
    named.map(({ values }) => y(values[K])),
    LABEL_DISTANCE,
    4,
    height,
  );
  const at = (event: PointerEvent): number => {
    const box = area.current!.getBoundingClientRect();
    return Math.min(K, Math.max(0, Math.round(((event.clientX - box.left - LEFT) / width) * K)));
  };
  const paths = useMemo(
    () =>
      lines.map((line) => ({
        line,
        path: lagLine(line.values, x, line.isAside ? (value) => onScale(scale, value) : y),
        band: line.band ? lagBand(line.band.low, line.band.high, x, y) : '',
        fit: line.fit && fitPath(line.fit, x, y),
      })),
    [lines, x, y, scale],
  );
  const isUnrollShown = unroll <= K;
  return (
    <svg
      ref={area}
      className="picture-svg lag-chart"
      width={width + LEFT + right}
      height={height + TOP + BOTTOM}
      role="img"
      aria-label={label}
      onPointerMove={(event) => {
        const k = at(event);
        setHover(k);
        const values = lines.map((line) =>
          Number.isFinite(line.values[k]) ? `${line.name} ${formatMagnitude(line.values[k])}` : '',
        );
        showTooltip(`lag ${k} · ${values.filter(Boolean).join(' · ')}`, event.clientX, event.clientY);
      }}
      onPointerLeave={() => {
        setHover(null);
        hideTooltip();
      }}
    >
      <g transform={`translate(${LEFT} ${TOP})`}>
        <rect width={width} height={height} fill="transparent" />
        {scale.exponents.map((exponent) => (
          <g key={exponent}>
            <path className="picture-grid" d={`M0 ${Math.round(y(10 ** exponent)) + 0.5}H${width}`} />
            <text x={-8} y={y(10 ** exponent) + 4} textAnchor="end">
              {formatPowerOfTen(exponent)}
            </text>
          </g>
        ))}
        {isUnrollShown ? (
          <>
            <path className="lag-unroll" d={`M${pixel(x(unroll))} 0V${height}`} />
            <text x={x(unroll) + 5} y={10}>
              unroll {unroll}
            </text>
          </>
        ) : null}
        {paths.map(({ line, band, fit }) => (
          <g key={line.name} {...cellMark(line.slot)}>
            {band ? <path className="lag-band" d={band} /> : null}
            {fit ? <path className="lag-fit" d={fit} /> : null}
          </g>
        ))}
        {paths.map(({ line, path }) => (
          <path key={line.name} className="plot-line" {...cellMark(line.slot)} data-stroke={line.stroke} d={path} />
        ))}
        {lines.map((line, k) =>
          !line.isAside && line.values[K] <= NORM_FLOOR ? (
            <path
              key={line.name}
              {...cellMark(line.slot)}
              className="plot-floor"
              d={`M${pixel(width - 4)} ${height - 5}h8l-4 5Z`}
              transform={`translate(${-9 * k} 0)`}
            />
          ) : null,
        )}
        {named.map((line, k) => (
          <text key={line.name} {...cellMark(line.slot)} className="plot-name" x={width + 8} y={ends[k] + 4}>
            {line.name}
          </text>
        ))}
        {lines.map((line) => {
          if (named.includes(line)) return null;
          const end = lastDrawn(line.values, yOf(line));
          return end < 0 ? null : (
            <text
              key={line.name}
              {...cellMark(line.slot)}
              className="plot-name"
              x={x(end) + 6}
              y={y(line.values[end]) + 4}
            >
              {line.name}
            </text>
          );
        })}
        {hover === null ? null : <path className="lag-hover" d={`M${pixel(x(hover))} 0V${height}`} />}
        <path className="picture-axis" d={`M0 ${height + 0.5}H${width}`} />
        {lagTicks(K, Math.floor(width / 56)).map((k) => (
          <text key={k} x={x(k)} y={height + 16} textAnchor="middle">
            {k}
          </text>
        ))}
        <text x={width / 2} y={height + 32} textAnchor="middle">
          {xTitle}
        </text>
      </g>
    </svg>
  );
});

/** Pixels from the top of a value that lies on the axis; NaN for others. */
function onScale({ low, high, y }: LogScale, value: number): number {
  return value >= low && value <= high ? y(value) : Number.NaN;
}

/** The last lag at which a line is drawn; −1 if it never is. */
function lastDrawn(values: ArrayLike<number>, y: (value: number) => number): number {
  let k = values.length - 1;
  while (k >= 0 && !Number.isFinite(y(values[k]))) k--;
  return k;
}

function fitPath(
  { from, to, start, perStep }: NonNullable<ChartLine['fit']>,
  x: (k: number) => number,
  y: (value: number) => number,
): string {
  const end = (k: number): string => `${pixel(x(k))} ${pixel(y(start * perStep ** k))}`;
  return `M${end(from)}L${end(to)}`;
}
