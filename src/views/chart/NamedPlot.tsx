import type { CSSProperties, PointerEvent, ReactNode } from 'react';
import { plotHeight, plotWidth } from '../../draw/pictureSizes.ts';
import { type AxisTick, BottomAxis, GridLines } from './Axes.tsx';
import { type EndName, EndNames } from './EndNames.tsx';
import { type KeyLine, LineKey } from './LineKey.tsx';
import { type NamesPlan, planNames } from './lineNames.ts';
import { NAME_SIZE, nameDistance } from './textWidth.ts';
import { pointerOn } from '../ui/pointerOn.ts';
import plotStyles from './plot.module.css';

const TOP = 8;
/** Numbers and title of the axis. */
const BOTTOM = 36;
const NAME_LEFT = 8;
/** Pixels on the right of a plot without names: half of the last number under the axis. */
const EDGE = 16;
/** The most that names at the lines' ends may take of the width, in pixels and as a share. */
const MOST_FOR_NAMES = 180;
const NAMES_SHARE = 0.26;

/** Positions of the parts of a chart with named lines, in pixels. */
export interface NamedPlotLayout {
  readonly names: NamesPlan;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  /** Size of the plot itself. */
  readonly width: number;
  readonly height: number;
  readonly keyWidth: number;
  /** Size of the names in pixels. */
  readonly nameSize: number;
}

/** Divides the room of a chart among its lines, their names and the numbers, which take `left` pixels. */
export function layOutNamedPlot(
  names: readonly string[],
  room: { readonly width: number; readonly height: number },
  left: number,
  nameSize = NAME_SIZE,
): NamedPlotLayout {
  const all = left + plotWidth(room.width, left);
  const keyWidth = all - left;
  const plan = planNames({
    size: nameSize,
    names,
    room: Math.min(MOST_FOR_NAMES, NAMES_SHARE * all),
    height: room.height - TOP - BOTTOM - 8,
    distance: nameDistance(nameSize),
    keyWidth,
  });
  const right = plan.atEnds ? plan.widest + NAME_LEFT + 2 : EDGE;
  const top = TOP + plan.keyHeight;
  const [width, height] = [plotWidth(all, left + right), plotHeight(room.height, top + BOTTOM)];
  return { names: plan, left, right, top, width, height, keyWidth, nameSize };
}

export interface NamedPlotProps {
  readonly className?: string;
  readonly layout: NamedPlotLayout;
  readonly label: string;
  readonly lines: readonly KeyLine[];
  /** The names beside the plot, shown if there is room. */
  readonly ends: readonly EndName[];
  readonly yTicks: readonly AxisTick[];
  readonly xTicks: readonly AxisTick[];
  readonly xTitle: string;
  readonly xTitleAt?: number;
  /** The smallest distance of a name's middle from the plot's bottom, in pixels. */
  readonly lowestName?: number;
  /** Called when the pointer moves over the chart. `x` is in pixels from the plot's left edge. */
  readonly onRead: (x: number, event: PointerEvent) => void;
  readonly onLeave: () => void;
  /** The lines, in pixels from the plot's top left corner. */
  readonly children: ReactNode;
}

/** A chart of a few lines with their names at their ends, or in a key above the chart if there is no room. */
export function NamedPlot(props: NamedPlotProps) {
  const { layout, label, lines, ends, lowestName = 4 } = props;
  const { names, left, right, top, width, height, keyWidth, nameSize } = layout;
  return (
    <svg
      className={`${plotStyles.pictureSvg} ${props.className ?? ''}`}
      width={width + left + right}
      height={height + top + BOTTOM}
      role="img"
      aria-label={label}
      onPointerMove={(event) => props.onRead(pointerOn(event.currentTarget, event).x - left, event)}
      onPointerLeave={props.onLeave}
      style={{ '--name-size': `${nameSize}px` } as CSSProperties}
    >
      {names.atEnds ? null : (
        <g transform={`translate(${left} 0)`}>
          <LineKey lines={lines} width={keyWidth} size={nameSize} />
        </g>
      )}
      <g transform={`translate(${left} ${top})`}>
        <rect width={width} height={height} fill="transparent" />
        <GridLines ticks={props.yTicks} right={width} gap={8} />
        {props.children}
        {names.atEnds ? (
          <EndNames ends={ends} x={width + NAME_LEFT} distance={nameDistance(nameSize)} bottom={height - lowestName} />
        ) : null}
        <BottomAxis y={height} right={width} ticks={props.xTicks} title={props.xTitle} titleAt={props.xTitleAt} />
      </g>
    </svg>
  );
}
