import { memo, useEffect, useLayoutEffect, useMemo, useRef, type MouseEvent } from 'react';
import { CHARACTER_CLASSES, type CharacterClass } from '../../analysis/characterClass.ts';
import { classColours, dimmed } from '../../draw/classColours.ts';
import { nearestDot } from '../../draw/dotPaths.ts';
import { formatFixed, formatSigned } from '../../draw/format.ts';
import { dotRadius, firstSeen, layOut, paintDots, type Plane } from '../../draw/plane.ts';
import { rampColour, type Theme } from '../../draw/ramps.ts';
import { SURPRISE_CEILING } from '../../draw/textStrip.ts';
import { visibleSymbol } from '../../draw/symbols.ts';
import type { Trace } from '../../engine/trace.ts';
import { toBits } from '../lossUnits.ts';
import { symbolAt, useTimestep } from '../picture/selectedTrace.ts';
import { hideTooltip, showTooltip } from '../picture/tooltip.ts';
import { useElementSize } from '../picture/useElementSize.ts';
import { useAppStore } from '../StoreContext.tsx';
import type { SpaceColour } from './panelOptions.ts';

const HEIGHT = 320;
const LEFT = 40;
const BOTTOM = 34;
const MARGIN = 10;
const REACH = 14;
/** Steps before the cursor whose way is drawn. */
const RECENT = 20;
/** Bits from which on a character counts as surprising. */
const SURPRISING = 2;

export interface SpacePlotProps {
  readonly trace: Trace;
  /** [T, 3] */
  readonly points: Float32Array;
  readonly across: number;
  readonly up: number;
  readonly names: readonly [string, string];
  readonly colour: SpaceColour;
  /** [T], places in CHARACTER_CLASSES. */
  readonly classes: Uint8Array;
  readonly only: CharacterClass | null;
  readonly theme: Theme;
  readonly label: string;
}

/** Every timestep's state as a dot; the cursor and the way to it above them. `data-draws` counts how often the dots were drawn. */
export function SpacePlot(props: SpacePlotProps) {
  const { trace, points, across, up, names } = props;
  const place = useRef<HTMLDivElement>(null);
  const store = useAppStore();
  const width = Math.max(0, useElementSize(place).width - LEFT);
  const height = HEIGHT - BOTTOM;
  const plane = useMemo(
    () => (width > 0 ? layOut({ points, stride: 3, across, up, width, height, margin: MARGIN }) : null),
    [points, across, up, width, height],
  );
  useEffect(() => hideTooltip, []);

  const nearest = (event: MouseEvent<HTMLElement>): number => {
    if (!plane) return -1;
    const box = event.currentTarget.getBoundingClientRect();
    return nearestDot(plane.x, plane.y, event.clientX - box.left - LEFT, event.clientY - box.top, REACH);
  };
  return (
    <div
      className="space-plot"
      role="group"
      aria-label={`Plane of components ${across + 1} and ${up + 1}`}
      ref={place}
      style={{ height: HEIGHT }}
      onPointerMove={(event) => {
        const t = nearest(event);
        if (t < 0) {
          hideTooltip();
          return;
        }
        const at = (k: number) => formatSigned(points[t * 3 + k], 3);
        const bits = t < trace.loss.length ? ` · ${formatFixed(toBits(trace.loss[t]), 2)} bits` : '';
        const symbol = visibleSymbol(symbolAt(store.getState(), trace, t));
        showTooltip(
          `t ${t} "${symbol}" · component ${across + 1} ${at(across)} · component ${up + 1} ${at(up)}${bits}`,
          event.clientX,
          event.clientY,
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

interface Laid {
  readonly plane: Plane;
  readonly width: number;
  readonly height: number;
}

const Dots = memo(function Dots(props: SpacePlotProps & Laid) {
  const { trace, colour, classes, only, theme, plane, width, height, label } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const draws = useRef(0);
  const { loss } = trace;
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const ratio = devicePixelRatio || 1;
    element.width = Math.round(width * ratio);
    element.height = Math.round(height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
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
        // The few that surprise lie above the many that do not.
        const painted = (isAbove: boolean) => (t: number) => {
          const bits = t < loss.length ? toBits(loss[t]) : Number.NaN;
          return bits >= SURPRISING === isAbove && !Number.isNaN(bits) ? shade(bits / SURPRISE_CEILING) : null;
        };
        paintDots(context, plane, radius, painted(false));
        paintDots(context, plane, radius, painted(true));
      }
    }
    draws.current++;
    element.dataset.draws = String(draws.current);
  }, [loss, colour, classes, only, theme, plane, width, height]);
  return (
    <canvas
      ref={canvas}
      className="space-dots"
      role="img"
      aria-label={label}
      style={{ width, height, marginLeft: LEFT }}
    />
  );
});

const Frame = memo(function Frame({
  plane,
  width,
  height,
  names,
}: Laid & { readonly names: readonly [string, string] }) {
  const decimals = (ticks: readonly number[]) => {
    const step = ticks.length > 1 ? ticks[1] - ticks[0] : 1;
    return Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  };
  const [dx, dy] = [decimals(plane.ticksX), decimals(plane.ticksY)];
  return (
    <svg className="picture-svg space-frame" width={width + LEFT} height={HEIGHT} aria-hidden="true">
      <g transform={`translate(${LEFT} 0)`}>
        <path className="picture-axis" d={`M0.5 0V${height + 0.5}H${width}`} />
        {plane.ticksX.map((tick) => {
          const x = plane.placeX(tick);
          if (x < 12 || x > width - 12) return null;
          return (
            <g key={tick}>
              <path className="picture-axis" d={`M${Math.round(x) + 0.5} ${height}v4`} />
              <text x={x} y={height + 15} textAnchor="middle">
                {formatSigned(tick, dx)}
              </text>
            </g>
          );
        })}
        {plane.ticksY.map((tick) => {
          const y = plane.placeY(tick);
          if (y < 8 || y > height - 8) return null;
          return (
            <g key={tick}>
              <path className="picture-axis" d={`M0 ${Math.round(y) + 0.5}h-4`} />
              <text x={-6} y={y + 4} textAnchor="end">
                {formatSigned(tick, dy)}
              </text>
            </g>
          );
        })}
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

/** The cursor's point and the way to it, older steps paler. Alone in following t. */
function SpaceCursor({ plane, width, height }: Laid) {
  const t = useTimestep(plane.x.length);
  const at = (k: number) => `${plane.x[k].toFixed(1)} ${plane.y[k].toFixed(1)}`;
  const steps: { readonly to: number; readonly path: string }[] = [];
  for (let to = Math.max(1, t - RECENT + 1); to <= t; to++) {
    if (Number.isFinite(plane.x[to - 1]) && Number.isFinite(plane.x[to])) {
      steps.push({ to, path: `M${at(to - 1)}L${at(to)}` });
    }
  }
  return (
    <svg className="picture-svg space-frame" width={width} height={height} style={{ left: LEFT }} aria-hidden="true">
      <path className="space-way-ground" d={steps.map(({ path }) => path).join('')} />
      {steps.map(({ to, path }) => (
        <path key={to} className="space-way" d={path} opacity={1 - (0.9 * (t - to)) / RECENT} />
      ))}
      {Number.isFinite(plane.x[t]) ? (
        <circle cx={plane.x[t]} cy={plane.y[t]} r="5" className="saturation-mine" />
      ) : null}
    </svg>
  );
}
