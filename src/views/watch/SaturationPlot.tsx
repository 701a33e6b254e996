import { memo, useMemo, useRef, type PointerEvent } from 'react';
import { gateSaturation, type Saturation } from '../../analysis/saturation.ts';
import { channelName, channelValues } from '../../draw/channelValues.ts';
import { formatFixed } from '../../draw/format.ts';
import { CHANNELS, channelRange, type Channel } from '../../engine/spec.ts';
import type { SelectedTrace } from '../picture/selectedTrace.ts';
import { hideTooltip, showTooltip } from '../picture/tooltip.ts';
import { useAppStore } from '../StoreContext.tsx';

const SIZE = 96;
const LEFT = 22;
const STRIDE = 128;

/** Share of timesteps at which each unit's gate is shut against the share at which it is open; one dot per unit. */
export const SaturationPlot = memo(function SaturationPlot({ selected }: { readonly selected: SelectedTrace }) {
  const { trace, layer, unit } = selected;
  const plots = useMemo(
    () =>
      CHANNELS[trace.spec.cell]
        .filter((channel) => channelRange(trace.spec, channel) === 'gate' && channel !== 'h')
        .map((channel) => {
          const { values, hidden } = channelValues(trace, channel, layer);
          return { channel, saturation: gateSaturation(values, hidden) };
        }),
    [trace, layer],
  );
  if (plots.length === 0) return null;
  return (
    <section className="saturation" aria-label="Gate saturation">
      <div className="picture-head">
        <h2 className="picture-title">Saturation</h2>
        <span className="picture-note">share of {trace.kept} steps below 0.1 and above 0.9</span>
      </div>
      <svg className="picture-svg" viewBox="0 -2 384 124" width="100%">
        {plots.map(({ channel, saturation }, index) => (
          <Panel
            key={channel}
            channel={channel}
            saturation={saturation}
            unit={unit}
            x={LEFT + index * STRIDE}
            first={index === 0}
          />
        ))}
      </svg>
      <p className="picture-note">Look for dots in the corners. A saturated gate is not a broken one.</p>
    </section>
  );
});

function Panel(props: {
  readonly channel: Channel;
  readonly saturation: Saturation;
  readonly unit: number;
  readonly x: number;
  readonly first: boolean;
}) {
  const { channel, saturation, unit, x, first } = props;
  const store = useAppStore();
  const group = useRef<SVGGElement>(null);
  const { shut, open } = saturation;
  const place = (j: number) => ({ cx: shut[j] * SIZE, cy: SIZE - open[j] * SIZE });

  /** The unit whose dot is nearest to the pointer, within 12 pixels. */
  const nearest = (event: PointerEvent): number => {
    const matrix = group.current?.getScreenCTM();
    if (!matrix) return -1;
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    let best = -1;
    let distance = 12 * 12;
    for (let j = 0; j < shut.length; j++) {
      const { cx, cy } = place(j);
      const d = (cx - at.x) ** 2 + (cy - at.y) ** 2;
      if (d < distance) {
        distance = d;
        best = j;
      }
    }
    return best;
  };
  const mine = place(unit);
  return (
    <g
      ref={group}
      transform={`translate(${x} 4)`}
      role="img"
      aria-label={`${channelName(channel)}: unit ${unit} is shut at ${formatFixed(shut[unit], 2)} and open at ${formatFixed(open[unit], 2)} of the timesteps`}
      onPointerMove={(event) => {
        const j = nearest(event);
        if (j < 0) hideTooltip();
        else {
          showTooltip(
            `unit ${j} · ${channel} · shut ${formatFixed(shut[j], 3)} · open ${formatFixed(open[j], 3)}`,
            event.clientX,
            event.clientY,
          );
        }
      }}
      onPointerLeave={hideTooltip}
      onClick={(event) => {
        const j = nearest(event as unknown as PointerEvent);
        if (j >= 0) store.getState().select({ unit: j, channel });
      }}
    >
      <rect x={-10} y={-6} width={SIZE + 20} height={SIZE + 12} fill="transparent" />
      <path className="picture-axis" d={`M0.5 0V${SIZE + 0.5}H${SIZE}`} />
      <path className="picture-grid" style={{ shapeRendering: 'auto' }} d={`M0 0L${SIZE} ${SIZE}`} />
      {Array.from(shut, (_, j) => (
        <circle key={j} {...place(j)} r="2.3" fill="var(--ink2)" opacity="0.5" />
      ))}
      <circle {...mine} r="4.5" fill="var(--paper)" stroke="var(--ink)" strokeWidth="2" />
      <text x={SIZE - 2} y={12} textAnchor="end" className="mono diagram-letter">
        {channel}
      </text>
      <text x={SIZE - 2} y={27} textAnchor="end">
        {formatFixed(shut[unit], 2)}, {formatFixed(open[unit], 2)}
      </text>
      <text x={0} y={SIZE + 15} textAnchor="middle">
        0
      </text>
      <text x={SIZE / 2} y={SIZE + 15} textAnchor="middle">
        shut
      </text>
      <text x={SIZE} y={SIZE + 15} textAnchor="middle">
        1
      </text>
      {first ? (
        <>
          <text x={-6} y={9} textAnchor="end">
            1
          </text>
          <text x={-8} y={SIZE / 2} textAnchor="middle" transform={`rotate(-90 -8 ${SIZE / 2})`}>
            open
          </text>
        </>
      ) : null}
    </g>
  );
}
