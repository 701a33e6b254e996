import { memo, useMemo, useRef, type PointerEvent } from 'react';
import { useSideWidth } from '../ui/useSideWidth.ts';
import { stateDistance, steadyBelow } from '../../analysis/traceDifference.ts';
import { envelopePath } from '../../draw/envelope.ts';
import { formatCount, formatMagnitude, formatTick } from '../../draw/format.ts';
import { logScale } from '../../draw/lineChart.ts';
import { pixel } from '../../draw/stepLine.ts';
import type { Channel } from '../../engine/cells/channels.ts';
import { CELLS, type CellKind } from '../../engine/spec.ts';
import type { Trace } from '../../engine/trace.ts';
import { BottomAxis, GridLines } from '../chart/Axes.tsx';
import { hideTooltip, showTooltip } from '../ui/tooltip.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';
import pictureStyles from '../ui/picture.module.css';
import plotStyles from '../chart/plot.module.css';
import styles from './DistanceChart.module.css';

interface DistanceChartProps {
  readonly after: Trace;
  readonly before: Trace;
  readonly layer: number;
  /** Timestep of the changed character. */
  readonly at: number;
  readonly hue: CellKind;
}

const LEFT = 40;
const RIGHT = 26;
const HEIGHT = 132;
const DECADES = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1, 10, 100];
/** A difference has faded when it stays below this share of its largest value. */
const FADED = 0.1;
/** Fewest timesteps on the axis. */
const LEAST_STEPS = 40;
/** A smaller difference is float32 rounding and is drawn at this value. */
const FLOOR = 1e-6;

/** ‖Δh_t‖ and ‖Δc_t‖ over the timesteps after a changed character. */
export const DistanceChart = memo(function DistanceChart({ after, before, layer, at, hue }: DistanceChartProps) {
  const store = useAppStore();
  const figure = useRef<HTMLElement>(null);
  const whole = useSideWidth(figure);
  const area = useRef<SVGSVGElement>(null);
  const lines = useMemo(() => {
    const channels: readonly Channel[] = CELLS[after.spec.cell].states;
    return channels.map((channel) => ({ channel, values: stateDistance(after, before, channel, layer) }));
  }, [after, before, layer]);
  const T = after.tokens.length;
  // A little further than the runs differ.
  const end = useMemo(() => {
    let last = at;
    for (const { values } of lines) for (let t = at; t < T; t++) if (values[t] > FLOOR && t > last) last = t;
    return Math.min(T, at + Math.max(LEAST_STEPS, Math.ceil(1.15 * (last - at + 1))));
  }, [lines, at, T]);
  const count = end - at;
  const largest = Math.max(FLOOR, ...lines.map(({ values }) => values.reduce((most, v) => (v > most ? v : most), 0)));
  const top = DECADES.find((decade) => decade >= largest) ?? largest;
  const y = logScale([FLOOR, top], [HEIGHT, 0]);
  const width = whole - LEFT - RIGHT;
  const x = (t: number): number => ((t - at + 0.5) / count) * width;
  const ticks = DECADES.filter((decade) => decade <= top);

  const timestepAt = (event: PointerEvent): number => {
    const box = area.current!.getBoundingClientRect();
    const position = ((event.clientX - box.left) / box.width) * whole - LEFT;
    return Math.min(end - 1, Math.max(at, at + Math.floor((position / width) * count)));
  };
  const fades = lines.map(({ channel, values }) => {
    const steps = steadyBelow(values, at, FADED);
    return `${channel} ${steps === null ? 'not within this stretch' : `after ${formatCount(steps)} steps`}`;
  });
  return (
    <figure className={styles.distance} data-cell={hue} ref={figure}>
      <figcaption className={pictureStyles.pictureNote}>
        Distance between the two runs, ‖Δh<sub>t</sub>‖
        {lines.length > 1 ? (
          <>
            {' '}
            and ‖Δc<sub>t</sub>‖ (dotted)
          </>
        ) : null}
        , over all {after.spec.hidden} units of layer {layer + 1}. It stays below a tenth of its largest value:{' '}
        {fades.join(', ')}.
      </figcaption>
      <svg
        ref={area}
        className={plotStyles.pictureSvg}
        viewBox={`${-LEFT} -6 ${whole} ${HEIGHT + 38}`}
        width={whole}
        height={HEIGHT + 38}
        role="img"
        aria-label={`Distance between the runs with and without the change, from t ${formatCount(at)} to ${formatCount(end - 1)}, logarithmic. Largest ${formatMagnitude(largest)}.`}
      >
        <GridLines
          right={width}
          ticks={ticks.map((tick, k) => ({
            at: y(tick),
            text: k % 2 === ticks.length % 2 || ticks.length < 5 ? formatTick(tick) : '',
          }))}
        />
        <BottomAxis y={HEIGHT} right={width} ticks={[]} title="timestep" titleDrop={16} />
        {lines.map(({ channel, values }) => (
          <path
            key={channel}
            className={plotStyles.plotLine}
            data-dotted={channel === 'c' || undefined}
            d={envelopePath(
              (k) => values[at + k]!,
              count,
              width,
              (v) => y(Math.max(FLOOR, v)),
            )}
          />
        ))}
        <DistanceCursor at={at} end={end} x={x} />
        <g
          onPointerMove={(event) => {
            const t = timestepAt(event);
            const values = lines.map(({ channel, values: of }) => `‖Δ${channel}‖ ${formatMagnitude(of[t])}`);
            showTooltip(`t ${formatCount(t)}, ${formatCount(t - at)} after · ${values.join(' · ')}`, event);
          }}
          onPointerLeave={hideTooltip}
          onPointerDown={(event) => store.getState().moveTo(timestepAt(event))}
        >
          <rect width={width} height={HEIGHT} fill="transparent" />
        </g>
        <text x={0} y={HEIGHT + 16}>
          t = {formatCount(at)}
        </text>
        <text x={width} y={HEIGHT + 16} textAnchor="end">
          {formatCount(end - 1)}
        </text>
      </svg>
    </figure>
  );
});

function DistanceCursor(props: { readonly at: number; readonly end: number; readonly x: (t: number) => number }) {
  const t = useApp((state) => state.ui.cursor.t);
  if (t < props.at || t >= props.end) return null;
  return <path d={`M${pixel(props.x(t))} -4V${HEIGHT}`} stroke="var(--ink)" strokeWidth="1.5" />;
}
