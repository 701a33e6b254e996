import { useRef, type ReactNode } from 'react';
import { useSideWidth } from '../ui/useSideWidth.ts';
import { type AxisTick, GridLines } from './Axes.tsx';
import { type EndName, EndNames } from './EndNames.tsx';
import { type KeyLine, LineKey } from './LineKey.tsx';
import { planNames } from './lineNames.ts';
import plotStyles from './plot.module.css';

/** The most pixels that names at the lines' ends may take. */
const MOST_FOR_NAMES = 96;
const NAME_LEFT = 8;
const NAME_DISTANCE = 15;
const TOP = 6;
const UNDER = 22;

export interface SidePlotProps {
  /** Height of the plot itself. */
  readonly height: number;
  /** Pixels for the numbers on its left. */
  readonly left: number;
  readonly label: string;
  readonly ticks: readonly AxisTick[];
  readonly ends: readonly (EndName & KeyLine)[];
  readonly title: string;
  /** The lines in a plot of the given width. */
  readonly children: (width: number) => ReactNode;
}

/** A small chart in a side panel: one line per model, with names at the lines' ends or in a key above. */
export function SidePlot({ height, left, label, ticks, ends, title, children }: SidePlotProps) {
  const container = useRef<HTMLDivElement>(null);
  const whole = useSideWidth(container);
  const names = planNames({
    names: ends.map(({ name }) => name),
    room: MOST_FOR_NAMES,
    height: height - 4,
    distance: NAME_DISTANCE,
    keyWidth: whole - left,
  });
  const width = whole - left - (names.atEnds ? names.widest + NAME_LEFT + 2 : NAME_LEFT);
  const top = TOP + names.keyHeight;
  return (
    <div ref={container}>
      <svg
        className={plotStyles.pictureSvg}
        viewBox={`${-left} ${-top} ${whole} ${top + height + UNDER}`}
        width={whole}
        height={top + height + UNDER}
        role="img"
        aria-label={label}
      >
        {names.atEnds ? null : (
          <g transform={`translate(0 ${-top})`}>
            <LineKey lines={ends} width={whole - left} />
          </g>
        )}
        <GridLines ticks={ticks} right={width} />
        {children(width)}
        {names.atEnds ? <EndNames ends={ends} x={width + NAME_LEFT} distance={NAME_DISTANCE} bottom={height} /> : null}
        <text x={0} y={height + 17}>
          {title}
        </text>
      </svg>
    </div>
  );
}
