import { createContext, use, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';
import { createStore } from 'zustand/vanilla';
import { measuredColumnWidth } from './columnWidth.ts';
import { shownLength } from './reading.ts';
import { useAppStore, type AppStore } from './StoreContext.tsx';
import { COLUMN_WIDTH, columnCapacity, visibleColumns } from './timeWindow.ts';

/** The stretch of the trace in view, shared by the text strip and by every picture with a time axis. */
export interface TimeWindow {
  /** First timestep in view. */
  readonly start: number;
  /** Timesteps in view: at most `capacity`, fewer when the trace is shorter. */
  readonly columns: number;
  /** Columns that the page has room for. */
  readonly capacity: number;
  /** Pixels of one column. Column k of the window lies at x = k · columnWidth, right of the gutter (`--gutter`). */
  readonly columnWidth: number;
  /** Moves the window without moving the cursor. */
  readonly setStart: (start: number) => void;
}

const TimeWindowContext = createContext<TimeWindow | null>(null);

interface Place {
  readonly start: number;
  readonly T: number;
  readonly t: number;
  readonly capacity: number;
  readonly columnWidth: number;
}

/** Follows the cursor outside React, so that strip and pictures see a new `t` and the new window in the same render. */
function createPlace(app: AppStore) {
  const place = createStore<Place>(() => ({ start: 0, T: 0, t: 0, capacity: 8, columnWidth: COLUMN_WIDTH }));
  let symbols: readonly string[] | null = null;
  let held = false;

  const follow = (): void => {
    const state = app.getState();
    const old = place.getState();
    let { columnWidth } = old;
    if (state.text && state.text.symbols !== symbols) {
      symbols = state.text.symbols;
      columnWidth = measuredColumnWidth(symbols);
    }
    const capacity = columnCapacity(document.documentElement.clientWidth, columnWidth);
    const T = shownLength(state);
    const t = state.cursor.t;
    const start = visibleColumns(T, t, Math.min(T, capacity), old.start, old.t, held);
    const same = old.start === start && old.T === T && old.t === t;
    if (!same || old.capacity !== capacity || old.columnWidth !== columnWidth) {
      place.setState({ start, T, t, capacity, columnWidth });
    }
  };
  follow();

  const hold = (): void => {
    held = true;
  };
  const release = (): void => {
    held = false;
  };
  const connect = (): (() => void) => {
    const unsubscribe = app.subscribe(follow);
    addEventListener('resize', follow);
    addEventListener('pointerdown', hold, true);
    addEventListener('pointerup', release, true);
    addEventListener('pointercancel', release, true);
    follow();
    return () => {
      unsubscribe();
      removeEventListener('resize', follow);
      removeEventListener('pointerdown', hold, true);
      removeEventListener('pointerup', release, true);
      removeEventListener('pointercancel', release, true);
    };
  };
  const setStart = (start: number): void => {
    place.setState(({ T, capacity }) => ({
      start: Math.min(Math.max(0, T - Math.min(T, capacity)), Math.max(0, Math.round(start))),
    }));
  };
  return { place, connect, setStart };
}

export function TimeWindowProvider(props: { readonly children: ReactNode }) {
  const app = useAppStore();
  const [{ place, connect, setStart }] = useState(() => createPlace(app));
  useEffect(connect, [connect]);
  const { start, T, capacity, columnWidth } = useSyncExternalStore(place.subscribe, place.getState);
  const columns = Math.min(T, capacity);
  const value = useMemo(
    () => ({ start, columns, capacity, columnWidth, setStart }),
    [start, columns, capacity, columnWidth, setStart],
  );
  return <TimeWindowContext value={value}>{props.children}</TimeWindowContext>;
}

export function useTimeWindow(): TimeWindow {
  const value = use(TimeWindowContext);
  if (!value) throw new Error('no TimeWindowProvider above this component');
  return value;
}
