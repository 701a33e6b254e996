import { createContext, use, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';
import { createTimePlace, type TimeActions } from './timePlace.ts';
import { useAppStore } from './StoreContext.tsx';
import { columnCount, stepsPerColumn } from '../draw/timeColumns.ts';
import { stepsInView, type Zoom } from './timeWindow.ts';

/** The stretch of the trace in view, shared by the text strip and by every picture with a time axis. */
export interface TimeWindow extends TimeActions {
  /** First timestep in view, and the first of its column (`timeColumns`). */
  readonly start: number;
  /** Timesteps in view. */
  readonly columns: number;
  /** Pixels of one timestep, below 1 where several share a pixel. Timestep start + k lies at x = k · columnWidth, right of the gutter (`--gutter`). */
  readonly columnWidth: number;
  /** Timesteps that share one column of pixels; 1 unless `columnWidth` is below 1, and not always a whole number. */
  readonly stepsPerColumn: number;
  /** Width of what is in view, whole pixels. */
  readonly width: number;
  /** Pixels of the whole axis, whatever the trace's length. */
  readonly room: number;
  /** Width of a timestep at which the letters have their natural size. */
  readonly naturalWidth: number;
  /** How the width was chosen. */
  readonly zoom: Zoom;
}

const TimeWindowContext = createContext<TimeWindow | null>(null);

export function TimeWindowProvider(props: { readonly children: ReactNode }) {
  const app = useAppStore();
  const [{ place, connect, actions }] = useState(() => createTimePlace(app));
  useEffect(connect, [connect]);
  const { start, T, room, columnWidth, naturalWidth, zoom } = useSyncExternalStore(place.subscribe, place.getState);
  const value = useMemo((): TimeWindow => {
    const columns = stepsInView(start, T, room, columnWidth);
    const shared = stepsPerColumn(columnWidth);
    const width = columnCount(start, columns, shared) * Math.max(1, columnWidth);
    return {
      start,
      columns,
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
