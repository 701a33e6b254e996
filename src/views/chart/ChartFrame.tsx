import { useState, type PointerEvent, type ReactNode } from 'react';
import { formatCount, formatTick } from '../../draw/format.ts';
import { logTicks, wholeTicks, type LogScale } from '../../draw/lineChart.ts';
import { BottomAxis, GridLines } from './Axes.tsx';
import { hideTooltip, showTooltip } from '../ui/tooltip.ts';
import { stepAt } from './stepAxis.ts';
import { pointerOn } from '../ui/pointerOn.ts';
import styles from './ChartFrame.module.css';

/** Axes and grid of a chart over training steps. A tooltip shows the values under the pointer. */
export function ChartFrame(props: {
  readonly width: number;
  readonly height: number;
  readonly x: LogScale;
  readonly y: LogScale;
  readonly yTicks: number;
  /** Smaller values are drawn at this one, and the axis marks it with ≤. Null if there are none. */
  readonly floor: number | null;
  /** Title of the horizontal axis. Null hides the numbers too: the chart above has them. */
  readonly xTitle: string | null;
  readonly reading: (step: number) => string;
  readonly children: ReactNode;
}) {
  const { width, height, x, y, reading } = props;
  const [hoverX, setHoverX] = useState<number | null>(null);
  const [left, right] = x.range();
  const [bottom, top] = y.range();
  const xTicks = wholeTicks(x.domain()[0], x.domain()[1], Math.max(3, Math.floor((right - left) / 90)));
  const wanted = logTicks(y.domain()[0], y.domain()[1], props.yTicks);
  const { floor } = props;
  const yTicks = floor === null || wanted.includes(floor) ? wanted : [floor, ...wanted];
  const move = (event: PointerEvent<SVGSVGElement>): void => {
    const at = pointerOn(event.currentTarget, event).x;
    const text = at < left - 4 || at > right + 4 ? '' : reading(stepAt(x, at));
    setHoverX(text ? at : null);
    showTooltip(text, event);
  };
  return (
    <svg
      className={styles.chart}
      data-part="chart"
      width={width}
      height={height}
      aria-hidden="true"
      onPointerMove={move}
      onPointerLeave={() => {
        setHoverX(null);
        hideTooltip();
      }}
    >
      <rect className={styles.chartGround} x={0} y={0} width={width} height={height} />
      <GridLines
        left={left}
        right={right}
        gap={7}
        ticks={yTicks.map((tick) => ({
          at: y(tick),
          text: tick === floor ? `≤${formatTick(tick)}` : formatTick(tick),
        }))}
      />
      <BottomAxis
        left={left}
        right={right}
        y={bottom}
        hasMarks
        drop={17}
        titleDrop={33}
        ticks={props.xTitle === null ? [] : xTicks.map((tick) => ({ at: x(tick), text: formatCount(tick) }))}
        title={props.xTitle ?? undefined}
      />
      {props.children}
      {hoverX !== null && <path className={styles.hover} d={`M${hoverX} ${top}V${bottom}`} />}
    </svg>
  );
}
