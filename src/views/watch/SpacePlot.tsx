import { memo, useCallback, useEffect, useMemo, useRef, type MouseEvent } from 'react';
import { CHARACTER_CLASSES, type CharacterClass } from '../../analysis/characterClass.ts';
import { classColours, dimmed } from '../../draw/classColours.ts';
import { nearestDot } from '../../draw/dotPaths.ts';
import { formatCount, formatSigned } from '../../draw/format.ts';
import { dotRadius, firstSeen, layOut, paintDots, type Plane } from '../../draw/plane.ts';
import { rampColour } from '../../draw/ramps.ts';
import { SURPRISE_CEILING } from '../../draw/stripLayout.ts';
import { readSymbol } from '../../draw/symbols.ts';
import { plotWidth } from '../../draw/pictureSizes.ts';
import type { Trace } from '../../engine/trace.ts';
import { lossText, toBits } from '../lossUnits.ts';
import { BottomAxis, GridLines } from '../chart/Axes.tsx';
import { Canvas } from '../chart/Canvas.tsx';
import { symbolAt, useTimestep } from '../ui/selectedTrace.ts';
import { hideTooltip, showTooltip } from '../ui/tooltip.ts';
import { useElementSize } from '../ui/useElementSize.ts';
import { useAppStore } from '../StoreContext.tsx';
import { useTheme } from '../theme.ts';
import type { Ui } from '../../state/ui.ts';
import { pointerOn } from '../ui/pointerOn.ts';
import plotStyles from '../chart/plot.module.css';
import saturationPlotStyles from './SaturationPlot.module.css';
import styles from './SpacePlot.module.css';

const HEIGHT = 320;
const LEFT = 40;
const BOTTOM = 34;
/** The name of the upward axis stands in the upper one, free of the cursor's circle. */
const MARGIN = [10, 24] as const;
/** Pixels of a mark on an axis. */
const MARK = 4;
const REACH = 14;
/** The path of so many steps before the cursor is drawn. */
const RECENT = 20;
/** A character with at least this loss in bits counts as surprising. */
const SURPRISING = 2;

interface SpacePlotProps {
  readonly trace: Trace;
  /** [T, 3] */
  readonly points: Float32Array;
  readonly across: number;
  readonly up: number;
  readonly names: readonly [string, string];
  readonly colour: Ui['spaceColour'];
  /** Index in CHARACTER_CLASSES of each timestep's character, [T]. */
  readonly classes: Uint8Array;
  readonly only: CharacterClass | null;
  readonly label: string;
}

/** A dot for the state at every timestep, with the cursor and the path to it above the dots. */
export function SpacePlot(props: SpacePlotProps) {
  const { trace, points, across, up, names } = props;
  const container = useRef<HTMLDivElement>(null);
  const store = useAppStore();
  const room = useElementSize(container).width;
  const width = room > 0 ? plotWidth(room, LEFT) : 0;
  const height = HEIGHT - BOTTOM;
  const plane = useMemo(
    () => (width > 0 ? layOut({ points, stride: 3, across, up, width, height, margin: MARGIN }) : null),
    [points, across, up, width, height],
  );
  useEffect(() => hideTooltip, []);

  const nearest = (event: MouseEvent<HTMLElement>): number => {
    if (!plane) return -1;
    const { x, y } = pointerOn(event.currentTarget, event);
    return nearestDot(plane.x, plane.y, x - LEFT, y, REACH);
  };
  return (
    <div
      className={styles.spacePlot}
      role="group"
      aria-label={`Plane of components ${across + 1} and ${up + 1}`}
      ref={container}
      style={{ height: HEIGHT }}
      onPointerMove={(event) => {
        const t = nearest(event);
        if (t < 0) {
          hideTooltip();
          return;
        }
        const at = (k: number) => formatSigned(points[t * 3 + k], 3);
        const cost = t < trace.loss.length ? ` · ${lossText(trace.loss[t], store.getState().ui.lossUnit)}` : '';
        const symbol = readSymbol(symbolAt(store.getState(), trace, t), store.getState().text);
        showTooltip(
          `t ${formatCount(t)} ${symbol} · component ${across + 1} ${at(across)} · component ${up + 1} ${at(up)}${cost}`,
          event,
        );
      }}
      onPointerLeave={hideTooltip}
      onPointerDown={(event) => {
        const t = event.button === 0 ? nearest(event) : -1;
        if (t >= 0) store.getState().moveTo(t);
      }}
    >
      {plane ? (
        <>
          <Dots {...props} plane={plane} width={width} height={height} />
          <Frame plane={plane} width={width} height={height} names={names} />
          <SpaceCursor plane={plane} width={width} height={height} />
        </>
      ) : null}
    </div>
  );
}

interface LaidOut {
  readonly plane: Plane;
  readonly width: number;
  readonly height: number;
}

const Dots = memo(function Dots(props: SpacePlotProps & LaidOut) {
  const { trace, colour, classes, only, plane, width, height, label } = props;
  const theme = useTheme();
  const { loss } = trace;
  const paint = useCallback(
    (context: CanvasRenderingContext2D) => {
      const count = plane.x.length;
      const radius = dotRadius(count);
      if (colour === 'class') {
        const colours = classColours(theme);
        const chosen = only === null ? -1 : CHARACTER_CLASSES.indexOf(only);
        context.globalAlpha = 0.75;
        if (chosen >= 0) paintDots(context, plane, radius, (t) => (classes[t] === chosen ? null : dimmed(theme)));
        paintDots(context, plane, radius, (t) => (chosen < 0 || classes[t] === chosen ? colours[classes[t]] : null));
      } else {
        const from = firstSeen('gate', theme);
        const shade = (x: number) => rampColour('gate', theme, from + (1 - from) * Math.min(1, x));
        if (colour === 'time') paintDots(context, plane, radius, (t) => shade(t / Math.max(1, count - 1)));
        else {
          // The few surprising characters are painted above the others.
          const painted = (isAbove: boolean) => (t: number) => {
            const bits = t < loss.length ? toBits(loss[t]) : Number.NaN;
            return bits >= SURPRISING === isAbove && !Number.isNaN(bits) ? shade(bits / SURPRISE_CEILING) : null;
          };
          paintDots(context, plane, radius, painted(false));
          paintDots(context, plane, radius, painted(true));
        }
      }
    },
    [loss, colour, classes, only, theme, plane],
  );
  return (
    <Canvas
      className={styles.spaceDots}
      role="img"
      aria-label={label}
      width={width}
      height={height}
      paint={paint}
      style={{ marginLeft: LEFT }}
    />
  );
});

const Frame = memo(function Frame({
  plane,
  width,
  height,
  names,
}: LaidOut & { readonly names: readonly [string, string] }) {
  const decimals = (ticks: readonly number[]) => {
    const step = ticks.length > 1 ? ticks[1] - ticks[0] : 1;
    return Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  };
  const [dx, dy] = [decimals(plane.ticksX), decimals(plane.ticksY)];
  return (
    <svg
      className={`${plotStyles.pictureSvg} ${styles.spaceFrame}`}
      width={width + LEFT}
      height={HEIGHT}
      aria-hidden="true"
    >
      <g transform={`translate(${LEFT} 0)`}>
        <path className={plotStyles.pictureAxis} d={`M0.5 0V${height}`} />
        <GridLines
          left={-MARK}
          right={0}
          gap={2}
          ticks={within(plane.ticksY, plane.positionY, 8, height - 8).map(({ at, tick }) => ({
            at,
            text: formatSigned(tick, dy),
            className: plotStyles.pictureAxis,
          }))}
        />
        <BottomAxis
          y={height}
          right={width}
          drop={15}
          hasMarks
          ticks={within(plane.ticksX, plane.positionX, 12, width - 12).map(({ at, tick }) => ({
            at,
            text: formatSigned(tick, dx),
          }))}
        />
        <text x={width} y={height + 31} textAnchor="end">
          {names[0]} →
        </text>
        <text x={6} y={12}>
          ↑ {names[1]}
        </text>
      </g>
    </svg>
  );
});

/** The ticks whose positions leave room for their numbers. */
function within(
  ticks: readonly number[],
  position: (tick: number) => number,
  from: number,
  to: number,
): readonly { readonly tick: number; readonly at: number }[] {
  return ticks.map((tick) => ({ tick, at: position(tick) })).filter(({ at }) => at >= from && at <= to);
}

/** The point of the cursor and the path of the last steps to it, older steps paler. Only this part renders when t changes. */
function SpaceCursor({ plane, width, height }: LaidOut) {
  const t = useTimestep(plane.x.length);
  const at = (k: number) => `${plane.x[k].toFixed(1)} ${plane.y[k].toFixed(1)}`;
  const steps: { readonly to: number; readonly path: string }[] = [];
  for (let to = Math.max(1, t - RECENT + 1); to <= t; to++) {
    if (Number.isFinite(plane.x[to - 1]) && Number.isFinite(plane.x[to])) {
      steps.push({ to, path: `M${at(to - 1)}L${at(to)}` });
    }
  }
  return (
    <svg
      className={`${plotStyles.pictureSvg} ${styles.spaceFrame}`}
      width={width}
      height={height}
      style={{ left: LEFT }}
      aria-hidden="true"
    >
      <path className={styles.spacePathHalo} d={steps.map(({ path }) => path).join('')} />
      {steps.map(({ to, path }) => (
        <path key={to} className={styles.spacePath} d={path} opacity={1 - (0.9 * (t - to)) / RECENT} />
      ))}
      {Number.isFinite(plane.x[t]) ? (
        <circle cx={plane.x[t]} cy={plane.y[t]} r="5" className={saturationPlotStyles.selectedDot} />
      ) : null}
    </svg>
  );
}
