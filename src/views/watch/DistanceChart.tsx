import { memo, useMemo, useRef, type PointerEvent } from 'react';
import { stateDistance, steadyBelow } from '../../analysis/traceDifference.ts';
import { envelopePath } from '../../draw/envelope.ts';
import { formatMagnitude, formatTick } from '../../draw/format.ts';
import { logScale } from '../../draw/lineChart.ts';
import { pixel } from '../../draw/stepLine.ts';
import type { CellKind, Channel } from '../../engine/spec.ts';
import type { Trace } from '../../engine/trace.ts';
import { hideTooltip, showTooltip } from '../picture/tooltip.ts';
import { useApp, useAppStore } from '../StoreContext.tsx';

export interface DistanceChartProps {
  readonly after: Trace;
  readonly before: Trace;
  readonly layer: number;
  /** Timestep of the changed character. */
  readonly at: number;
  readonly hue: CellKind;
}

const LEFT = 40;
const RIGHT = 26;
const WIDTH = 384;
const HEIGHT = 132;
const DECADES = [1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1, 10, 100];
/** The share of its largest value under which a difference counts as faded. */
const FADED = 0.1;
/** Fewest timesteps on the axis. */
const LEAST_STEPS = 40;
/** Below it a difference is float32 rounding; it is drawn at the floor. */
const FLOOR = 1e-6;

/** ‖Δh_t‖ and ‖Δc_t‖ over the timesteps after a changed character. */
export const DistanceChart = memo(function DistanceChart({ after, before, layer, at, hue }: DistanceChartProps) {
  const store = useAppStore();
  const area = useRef<SVGSVGElement>(null);
  const lines = useMemo(() => {
    const channels: readonly Channel[] = after.spec.cell === 'lstm' ? ['h', 'c'] : ['h'];
    return channels.map((channel) => ({ channel, values: stateDistance(after, before, channel, layer) }));
  }, [after, before, layer]);
  const T = after.tokens.length;
  // As far as the runs differ, and some way on.
  const end = useMemo(() => {
    let last = at;
    for (const { values } of lines) for (let t = at; t < T; t++) if (values[t] > FLOOR && t > last) last = t;
    return Math.min(T, at + Math.max(LEAST_STEPS, Math.ceil(1.15 * (last - at + 1))));
  }, [lines, at, T]);
  const count = end - at;
  const largest = Math.max(FLOOR, ...lines.map(({ values }) => values.reduce((most, v) => (v > most ? v : most), 0)));
  const top = DECADES.find((decade) => decade >= largest) ?? largest;
  const y = logScale([FLOOR, top], [HEIGHT, 0]);
  const width = WIDTH - LEFT - RIGHT;
  const x = (t: number): number => ((t - at + 0.5) / count) * width;
  const ticks = DECADES.filter((decade) => decade <= top);

  const timestepAt = (event: PointerEvent): number => {
    const box = area.current!.getBoundingClientRect();
    const place = ((event.clientX - box.left) / box.width) * WIDTH - LEFT;
    return Math.min(end - 1, Math.max(at, at + Math.floor((place / width) * count)));
  };
  const fades = lines.map(({ channel, values }) => {
    const steps = steadyBelow(values, at, FADED);
    return `${channel} ${steps === null ? 'does not within this stretch' : `after ${steps} steps`}`;
  });
  return (
    <figure className="distance" data-cell={hue}>
      <figcaption className="picture-note">
        Distance between the two runs, ‖Δh<sub>t</sub>‖
        {lines.length > 1 ? (
          <>
            {' '}
            and ‖Δc<sub>t</sub>‖ (dotted)
          </>
        ) : null}
        , over all {after.spec.hidden} units of layer {layer + 1}. It stays below a tenth of its largest:{' '}
        {fades.join(', ')}.
      </figcaption>
      <svg
        ref={area}
        className="picture-svg"
        viewBox={`${-LEFT} -6 ${WIDTH} ${HEIGHT + 38}`}
        width="100%"
        role="img"
        aria-label={`Distance between the runs with and without the change, from t ${at} to ${end - 1}, logarithmic. Largest ${formatMagnitude(largest)}.`}
      >
        {ticks.map((tick, k) => (
          <g key={tick}>
            <path className="picture-grid" d={`M0 ${pixel(y(tick))}H${width}`} />
            {k % 2 === ticks.length % 2 || ticks.length < 5 ? (
              <text x={-6} y={y(tick) + 4} textAnchor="end">
                {formatTick(tick)}
              </text>
            ) : null}
          </g>
        ))}
        <path className="picture-axis" d={`M0 ${HEIGHT + 0.5}H${width}`} />
        {lines.map(({ channel, values }) => (
          <path
            key={channel}
            className="plot-line"
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
            showTooltip(`t ${t}, ${t - at} after · ${values.join(' · ')}`, event.clientX, event.clientY);
          }}
          onPointerLeave={hideTooltip}
          onPointerDown={(event) => store.getState().moveTo(timestepAt(event))}
        >
          <rect width={width} height={HEIGHT} fill="transparent" />
        </g>
        <text x={0} y={HEIGHT + 16}>
          t = {at}
        </text>
        <text x={width} y={HEIGHT + 16} textAnchor="end">
          {end - 1}
        </text>
        <text x={width / 2} y={HEIGHT + 16} textAnchor="middle">
          timestep
        </text>
      </svg>
    </figure>
  );
});

function DistanceCursor(props: { readonly at: number; readonly end: number; readonly x: (t: number) => number }) {
  const t = useApp((state) => state.cursor.t);
  if (t < props.at || t >= props.end) return null;
  return <path d={`M${pixel(props.x(t))} -4V${HEIGHT}`} stroke="var(--ink)" strokeWidth="1.5" />;
}
