import type { Range } from '../../engine/range.ts';
import { createContext, use, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';
import { createTimeAxis, type TimeActions } from './createTimeAxis.ts';
import { useAppStore } from '../StoreContext.tsx';
import { columnCount, stepsPerColumn } from '../../draw/timeColumns.ts';
import { stepsInView, type Zoom } from './timeZoom.ts';

/** The part of the trace in view. The text strip and all pictures with a time axis share it. */
export interface TimeWindow extends TimeActions {
  /** Timesteps in view. The first one is that of its column (`timeColumns`). */
  readonly range: Range;
  /**
   * Width of a timestep in pixels; below 1 if several share a pixel. Timestep from + k begins k · columnWidth pixels
   * to the right of the gutter (`--gutter`).
   */
  readonly columnWidth: number;
  /** Number of timesteps that share a column of pixels: at least 1, and not always whole. */
  readonly stepsPerColumn: number;
  /** Width of the timesteps in view, in whole pixels. */
  readonly width: number;
  /** Width of the axis in pixels. It does not depend on the trace's length. */
  readonly room: number;
  /** Width of a timestep at which letters have their natural size. */
  readonly naturalWidth: number;
  /** How the width was chosen. */
  readonly zoom: Zoom;
}

const TimeWindowContext = createContext<TimeWindow | null>(null);

export function TimeWindowProvider(props: { readonly children: ReactNode }) {
  const app = useAppStore();
  const [{ axis, connect, actions }] = useState(() => createTimeAxis(app));
  useEffect(connect, [connect]);
  const { start, T, room, columnWidth, naturalWidth, zoom } = useSyncExternalStore(axis.subscribe, axis.getState);
  const value = useMemo((): TimeWindow => {
    const range = stepsInView(start, T, room, columnWidth);
    const shared = stepsPerColumn(columnWidth);
    const width = columnCount(range, shared) * Math.max(1, columnWidth);
    return {
      range,
      columnWidth,
      stepsPerColumn: shared,
      width,
      room,
      naturalWidth,
      zoom,
      ...actions,
    };
  }, [start, T, room, columnWidth, naturalWidth, zoom, actions]);
  return <TimeWindowContext value={value}>{props.children}</TimeWindowContext>;
}

export function useTimeWindow(): TimeWindow {
  const value = use(TimeWindowContext);
  if (!value) throw new Error('no TimeWindowProvider above this component');
  return value;
}
