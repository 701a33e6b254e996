import { useRef, type ReactNode } from 'react';
import type { ChannelValues } from '../../draw/channelValues.ts';
import type { ColourScale } from '../../draw/channelScale.ts';
import { rowAt, type MapHeight } from '../../draw/mapLayout.ts';
import type { Theme } from '../../draw/ramps.ts';
import { CursorColumn } from './CursorColumn.tsx';
import { Heatmap } from './Heatmap.tsx';
import { useTimeWindow } from './TimeWindow.tsx';
import { useTimePointer } from './useTimePointer.ts';
import heatmapStyles from './heatmap.module.css';

export interface TimeMapProps {
  readonly of: ChannelValues;
  /** Unit of each row from top to bottom: all H units, or some of them. */
  readonly order: Int32Array;
  /** The sign by which each unit's values are multiplied, [H]; null for none. */
  readonly signs?: Int8Array | null;
  readonly map: MapHeight;
  readonly scale: ColourScale;
  readonly theme: Theme;
  readonly label: string;
  /** The unit that the pointer reads outside the map, over `children` below it. */
  readonly unitBelow?: number;
  readonly reading: (t: number, unit: number) => string;
  readonly onPick: (unit: number) => void;
  /** Drawn over the map and under the cursor's column. */
  readonly children?: ReactNode;
}

/** A map of units by the timesteps in view, under the cursor's column. The pointer reads values and selects. */
export function TimeMap(props: TimeMapProps) {
  const { of, order, signs, map, scale, theme, label, unitBelow } = props;
  const area = useRef<HTMLDivElement>(null);
  const { range, columnWidth, stepsPerColumn, width } = useTimeWindow();
  const unitAt = (y: number): number =>
    unitBelow !== undefined && !(y >= 0 && y < map.height) ? unitBelow : order[rowAt(map, order.length, y)];
  const pointer = useTimePointer({
    ref: area,
    reading: (t, y) => props.reading(t, unitAt(y)),
    onPick: (_, y) => props.onPick(unitAt(y)),
  });
  return (
    <div className={heatmapStyles.channelMap} data-part="channel-map" ref={area} style={{ width }} {...pointer}>
      <Heatmap
        of={of}
        order={order}
        signs={signs ?? null}
        range={range}
        stepsPerColumn={stepsPerColumn}
        unitsPerRow={map.unitsPerRow}
        scale={scale}
        theme={theme}
        width={width}
        height={map.height}
        label={label}
      />
      {props.children}
      <CursorColumn range={range} columnWidth={columnWidth} />
    </div>
  );
}
