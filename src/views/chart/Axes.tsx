import type { ReactNode } from 'react';
import plotStyles from './plot.module.css';

export interface AxisTick {
  /** Pixels from the plot's left or top edge. */
  readonly at: number;
  /** The label; '' for a line without one. */
  readonly text: ReactNode;
  /** Class of the grid line, if it is not the usual one. */
  readonly className?: string | undefined;
  readonly anchor?: 'middle' | 'end';
}

interface Sides {
  /** Left and right edge of the plot in pixels. The left one is 0 by default. */
  readonly left?: number;
  readonly right: number;
}

/** A horizontal line across the plot at each tick of its vertical axis, with the tick's label on the left. */
export function GridLines(props: Sides & { readonly ticks: readonly AxisTick[]; readonly gap?: number }) {
  const { left = 0, right, ticks, gap = 6 } = props;
  return ticks.map(({ at, text, className = plotStyles.pictureGrid }, k) => (
    <g key={k}>
      <path className={className} d={`M${left} ${Math.round(at) + 0.5}H${right}`} />
      {text === '' ? null : (
        <text x={left - gap} y={at + 4} textAnchor="end">
          {text}
        </text>
      )}
    </g>
  ));
}

export interface BottomAxisProps extends Sides {
  readonly y: number;
  readonly ticks: readonly AxisTick[];
  /** Pixels from the axis down to the baseline of its labels. */
  readonly drop?: number;
  /** Whether each tick has a mark on the axis. */
  readonly hasMarks?: boolean;
  readonly title?: ReactNode;
  readonly titleDrop?: number;
  /** Pixels from the left to the title's middle. */
  readonly titleAt?: number | undefined;
}

/** The horizontal axis under a plot, with labels and a title. */
export function BottomAxis(props: BottomAxisProps) {
  const { left = 0, right, y, ticks, drop = 16, hasMarks = false, title, titleDrop = 32 } = props;
  return (
    <>
      <path className={plotStyles.pictureAxis} data-part="axis" d={`M${left} ${y + 0.5}H${right}`} />
      {ticks.map(({ at, text, anchor = 'middle' }, k) => (
        <g key={k}>
          {hasMarks ? <path className={plotStyles.pictureAxis} d={`M${Math.round(at) + 0.5} ${y}v4`} /> : null}
          <text x={at} y={y + drop} textAnchor={anchor}>
            {text}
          </text>
        </g>
      ))}
      {title === undefined ? null : (
        <text x={props.titleAt ?? (left + right) / 2} y={y + titleDrop} textAnchor="middle">
          {title}
        </text>
      )}
    </>
  );
}
