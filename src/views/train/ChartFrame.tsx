import { useState, type PointerEvent, type ReactNode } from 'react';
import { formatCount, formatTick } from '../../draw/format.ts';
import { logTicks, type LogScale } from '../../draw/lineChart.ts';
import { hideTooltip, showTooltip } from '../picture/tooltip.ts';
import { LEFT, RIGHT, stepAt } from './stepAxis.ts';

/** Axes and grid of a chart over training steps; reads out what is under the pointer. */
export function ChartFrame(props: {
  readonly width: number;
  readonly height: number;
  readonly x: LogScale;
  readonly y: LogScale;
  readonly yTicks: number;
  /** Smaller values are drawn here, and the axis says so; null where there are none. */
  readonly floor: number | null;
  /** Written under the axis; null: the axis has no numbers (another chart above has them). */
  readonly xTitle: string | null;
  readonly reading: (step: number) => string;
  readonly children: ReactNode;
}) {
  const { width, height, x, y, reading } = props;
  const [hoverX, setHoverX] = useState<number | null>(null);
  const [left, right] = x.range();
  const [bottom, top] = y.range();
  const xTicks = logTicks(x.domain()[0], x.domain()[1], Math.max(3, Math.floor((right - left) / 90)));
  const wanted = logTicks(y.domain()[0], y.domain()[1], props.yTicks);
  const { floor } = props;
  const yTicks = floor === null || wanted.includes(floor) ? wanted : [floor, ...wanted];
  const move = (event: PointerEvent<SVGSVGElement>): void => {
    const at = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const text = at < LEFT - 4 || at > width - RIGHT + 4 ? '' : reading(stepAt(x, at));
    setHoverX(text ? at : null);
    if (text) showTooltip(text, event.clientX, event.clientY);
    else hideTooltip();
  };
  return (
    <svg
      className="chart"
      width={width}
      height={height}
      aria-hidden="true"
      onPointerMove={move}
      onPointerLeave={() => {
        setHoverX(null);
        hideTooltip();
      }}
    >
      <rect className="chart-ground" x={0} y={0} width={width} height={height} />
      {yTicks.map((tick) => (
        <g key={tick}>
          <path className="grid" d={`M${left} ${Math.round(y(tick)) + 0.5}H${right}`} />
          <text x={left - 7} y={y(tick) + 4} textAnchor="end">
            {tick === floor ? `≤${formatTick(tick)}` : formatTick(tick)}
          </text>
        </g>
      ))}
      <path className="axis" d={`M${left} ${bottom + 0.5}H${right}`} />
      {props.xTitle !== null && (
        <>
          {xTicks.map((tick) => (
            <g key={tick}>
              <path className="axis" d={`M${Math.round(x(tick)) + 0.5} ${bottom}v4`} />
              <text x={x(tick)} y={bottom + 17} textAnchor="middle">
                {formatCount(tick)}
              </text>
            </g>
          ))}
          <text x={(left + right) / 2} y={bottom + 33} textAnchor="middle">
            {props.xTitle}
          </text>
        </>
      )}
      {props.children}
      {hoverX !== null && <path className="hover" d={`M${hoverX} ${top}V${bottom}`} />}
    </svg>
  );
}
