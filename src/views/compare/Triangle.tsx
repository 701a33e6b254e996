import { memo, useCallback, useMemo, type CSSProperties } from 'react';
import type { ColourScale } from '../../draw/channelScale.ts';
import { formatCount, formatPowerOfTen } from '../../draw/format.ts';
import { GRADIENT_DECADES } from '../../draw/gradientScale.ts';
import { lagLine } from '../../draw/lagPaths.ts';
import { formatNorm } from '../../draw/normText.ts';
import type { Theme } from '../../draw/ramps.ts';
import { readSymbol } from '../../draw/symbols.ts';
import { timeTicks } from '../../draw/timeTicks.ts';
import { normAt, trianglePixels, unmeasuredPath, type LagNorms } from '../../draw/trianglePixels.ts';
import type { Trace } from '../../engine/trace.ts';
import { symbolAt, useTimestep } from '../ui/selectedTrace.ts';
import { holds, lengthOf, type Range } from '../../engine/range.ts';
import { BottomAxis, GridLines } from '../chart/Axes.tsx';
import { Canvas } from '../chart/Canvas.tsx';
import { cellPointer, type MapCell } from '../chart/cellPointer.ts';
import { RowFrame } from '../chart/RowFrame.tsx';
import { useAppStore } from '../StoreContext.tsx';
import pictureStyles from '../ui/picture.module.css';
import plotStyles from '../chart/plot.module.css';
import heatmapStyles from '../chart/heatmap.module.css';
import cellMapStyles from './cellMap.module.css';
import styles from './Triangle.module.css';

/** Pixels on the left of the columns for the rows' labels. */
export const TRIANGLE_LEFT = 36;
const PROFILE = 54;
const TICKS_APART = 44;
/** Pixels that "t = 147" needs. */
const LABEL = 62;

export interface TriangleProps {
  /** The model's name, with its training step if others were measured at a newer one. */
  readonly name: string;
  /** Whether the row's line is drawn pale. */
  readonly isOld: boolean;
  readonly hue: string;
  readonly norms: LagNorms;
  readonly trace: Trace;
  /** The timesteps of rows and columns: from … to − 1. */
  readonly from: number;
  readonly to: number;
  readonly side: number;
  readonly width: number;
  readonly scale: ColourScale;
  readonly theme: Theme;
}

/** One model's triangle, and below it the cursor's row as a line over the same columns. */
export const Triangle = memo(function Triangle(props: TriangleProps) {
  const { name, hue, norms, trace, from, to, side, width, scale, theme } = props;
  const store = useAppStore();
  const view = useMemo(() => ({ from, to }), [from, to]);
  const draw = useCallback(() => trianglePixels({ of: norms, view, scale, theme }), [norms, view, scale, theme]);
  const cell = side / lengthOf(view);
  const reading = ({ row, column }: MapCell): string => {
    const [t, s] = [from + row, from + column];
    const norm = normAt(norms, t, s);
    const symbol = (step: number): string => readSymbol(symbolAt(store.getState(), trace, step), store.getState().text);
    return norm === undefined
      ? ''
      : `${name} loss at ${formatCount(t)} ${symbol(t)} → state at ${formatCount(s)} ${symbol(s)}, lag ${formatCount(t - s)} · ${formatNorm(norm)}`;
  };
  const pointer = cellPointer({
    rows: lengthOf(view),
    columns: lengthOf(view),
    rowHeight: cell,
    columnWidth: cell,
    onPress: ({ row }) => store.getState().moveTo(from + row),
    reading,
  });
  return (
    <div
      className={styles.triangle}
      data-part="triangle"
      data-cell={hue}
      style={{ width, '--map-left': `${TRIANGLE_LEFT}px` } as CSSProperties}
    >
      <RowHead name={name} norms={norms} trace={trace} />
      <div className={cellMapStyles.map} style={{ width: side, height: side, marginLeft: TRIANGLE_LEFT }} {...pointer}>
        <div
          className={`${cellMapStyles.unmeasured} ${styles.triangleUnmeasured}`}
          style={{ clipPath: `path("${unmeasuredPath(norms, view, cell)}")` }}
        />
        <Canvas
          className={`${heatmapStyles.heatmap} ${styles.triangleHeatmap}`}
          width={side}
          height={side}
          pixels={draw}
          role="img"
          aria-label={`${name}: gradient norms of the losses at ${formatCount(from)} to ${formatCount(to - 1)} at every earlier state in view`}
        />
        <Axes view={view} side={side} />
        <CursorRow view={view} side={side} trace={trace} />
      </div>
      <Profile {...props} view={view} />
    </div>
  );
});

interface AxesProps {
  readonly view: Range;
  readonly side: number;
}

function Axes({ view, side }: AxesProps) {
  return (
    <svg className={`${plotStyles.pictureSvg} ${cellMapStyles.axes}`} width={side} height={side} aria-hidden="true">
      <path className={plotStyles.pictureAxis} d={`M-0.5 0V${side + 0.5}H${side}`} />
      {timeTicks(view, side / lengthOf(view), TICKS_APART).map(({ at, text }) => (
        <text key={at} x={-6} y={at + 4} textAnchor="end">
          {text}
        </text>
      ))}
    </svg>
  );
}

/** The frame around the row of the cursor's loss, from the first column to the diagonal. */
function CursorRow({ view, side, trace }: AxesProps & { readonly trace: Trace }) {
  const t = useTimestep(trace.tokens.length);
  if (!holds(view, t)) return null;
  const cell = side / lengthOf(view);
  const row = t - view.from;
  const beside = (row + 1) * cell;
  return (
    <>
      <RowFrame row={row} rowHeight={cell} width={beside} />
      <b
        className={styles.triangleT}
        aria-hidden="true"
        style={
          // On the right of the diagonal, or in the corner if there is no room.
          side - beside < LABEL
            ? { right: 0, top: side - LABEL - 16 }
            : { left: beside + 8, top: (row + 0.5) * cell - 9 }
        }
      >
        t = {formatCount(t)}
      </b>
    </>
  );
}

/** "RNN at t = 147, lag 20: 0.031" */
function RowHead({ name, norms, trace }: { readonly name: string; readonly norms: LagNorms; readonly trace: Trace }) {
  const t = useTimestep(trace.tokens.length);
  const lag = Math.min(20, t, norms.lags);
  const norm = normAt(norms, t, t - lag);
  return (
    <p className={cellMapStyles.head} data-part="triangle-head">
      <b className={pictureStyles.plotCellName}>{name}</b>{' '}
      {norm === undefined ? (
        `has no loss at t = ${formatCount(t)} here`
      ) : (
        <>
          at t = {formatCount(t)}, lag {formatCount(lag)}: <b>{formatNorm(norm)}</b>
        </>
      )}
    </p>
  );
}

/** The cursor's row as a line. */
function Profile({ isOld, norms, trace, view, side, scale }: TriangleProps & AxesProps) {
  const t = useTimestep(trace.tokens.length);
  const values = useMemo(
    () => Array.from({ length: lengthOf(view) }, (_, column) => normAt(norms, t, view.from + column) ?? Number.NaN),
    [norms, t, view],
  );
  const top = Math.round(Math.log10(topOf(scale)));
  const y = (norm: number): number =>
    Number.isNaN(norm) ? norm : (1 - Math.min(1, Math.max(0, scale.position(norm, 0)))) * PROFILE;
  const exponents = [top, top - GRADIENT_DECADES / 2, top - GRADIENT_DECADES];
  return (
    <svg
      className={plotStyles.pictureSvg}
      width={side + TRIANGLE_LEFT}
      height={PROFILE + 38}
      role="img"
      aria-label={`The row of t = ${formatCount(t)} as a line`}
    >
      <g transform={`translate(${TRIANGLE_LEFT} 6)`}>
        <GridLines
          right={side}
          ticks={exponents.map((exponent, k) => ({ at: (k / 2) * PROFILE, text: formatPowerOfTen(exponent) }))}
        />
        <path
          className={plotStyles.plotLine}
          data-old={isOld || undefined}
          d={lagLine(values, (column) => (column + 0.5) * (side / lengthOf(view)), y)}
        />
        <BottomAxis
          y={PROFILE}
          right={side}
          ticks={timeTicks(view, side / lengthOf(view), TICKS_APART)}
          title="state at s; the line is the framed row"
          titleDrop={31}
        />
      </g>
    </svg>
  );
}

/** The value at the strong end of a gradient scale. */
function topOf(scale: ColourScale): number {
  return 10 ** (GRADIENT_DECADES * (1 - scale.position(1, 0)));
}
