import { createStore } from 'zustand/vanilla';
import { columnOf, firstOfColumn, stepsPerColumn } from '../draw/timeColumns.ts';
import { measuredColumnWidth } from './columnWidth.ts';
import { shownLength } from './reading.ts';
import type { AppStore } from './StoreContext.tsx';
import {
  axisRoom,
  clampedStart,
  COLUMN_WIDTH,
  followingStart,
  columnsIn,
  nextWidth,
  startWith,
  stepsInView,
  timestepAt,
  widthLimits,
  zoomedWidth,
  type Zoom,
} from './timeWindow.ts';

/** What moves the window and leaves the cursor where it is. `x`: pixels from the axis' left end. */
export interface TimeActions {
  readonly setStart: (start: number) => void;
  /** Moves the window by columns of pixels, later for positive ones. */
  readonly panColumns: (columns: number) => void;
  /** Moves the window by a share of itself: 1 shows what lies just after it. */
  readonly panBy: (share: number) => void;
  /** Multiplies the width of a timestep about the timestep at `x`; without `x` about the cursor, or the middle. */
  readonly zoomBy: (factor: number, x?: number) => void;
  /** One press of "zoom in" or "zoom out", about the cursor or the middle. */
  readonly zoomStep: (direction: 'in' | 'out') => void;
  /** Letters at their natural size, or the whole trace. */
  readonly zoomTo: (zoom: 'natural' | 'whole') => void;
}

interface Place {
  readonly start: number;
  readonly T: number;
  readonly t: number;
  readonly room: number;
  readonly naturalWidth: number;
  readonly zoom: Zoom;
  readonly columnWidth: number;
}

/**
 * The window, which follows the cursor outside React, so that strip and pictures see a new `t` and the new window in the
 * same render. The store is told what is in view: of long traces it keeps the rows around it.
 */
export function createTimePlace(app: AppStore) {
  const place = createStore<Place>(() => ({
    start: 0,
    T: 0,
    t: 0,
    room: axisRoom(1440),
    naturalWidth: COLUMN_WIDTH,
    zoom: 'natural',
    columnWidth: COLUMN_WIDTH,
  }));
  let symbols: readonly string[] | null = null;
  let held = false;

  const follow = (): void => {
    const state = app.getState();
    const old = place.getState();
    let { naturalWidth } = old;
    let isOtherText = false;
    if (state.text && state.text.symbols !== symbols) {
      symbols = state.text.symbols;
      naturalWidth = measuredColumnWidth(symbols);
      isOtherText = true;
    }
    const room = axisRoom(document.documentElement.clientWidth);
    const T = shownLength(state);
    const t = state.cursor.t;
    const columnWidth = zoomedWidth(old.zoom, T, room, naturalWidth);
    // Panned away from the cursor, the window comes back when the cursor moves, not with the next report of the training.
    const isAway = t === old.t && T === old.T && !isOtherText && !isInView(old);
    const start = isAway
      ? clampedStart(old.start, T, room, columnWidth)
      : followingStart({ T, t, room, columnWidth, previousStart: old.start, previousT: old.t, held });
    const next = { start, T, t, room, naturalWidth, columnWidth };
    if (Object.entries(next).some(([key, value]) => old[key as keyof Place] !== value)) place.setState(next);
  };
  follow();

  const hold = (): void => {
    held = true;
  };
  const release = (): void => {
    held = false;
  };
  const connect = (): (() => void) => {
    // Of a long trace only the rows around what is in view are kept.
    const tell = (): void => {
      const { start, T, room, columnWidth } = place.getState();
      if (T > 0) app.getState().setView(start, stepsInView(start, T, room, columnWidth));
    };
    const unsubscribe = app.subscribe(({ view }) => {
      follow();
      // What is read has changed, and with it what the store knew of the view.
      if (view === null) tell();
    });
    const untell = place.subscribe(tell);
    addEventListener('resize', follow);
    addEventListener('pointerdown', hold, true);
    addEventListener('pointerup', release, true);
    addEventListener('pointercancel', release, true);
    follow();
    tell();
    return () => {
      unsubscribe();
      untell();
      removeEventListener('resize', follow);
      removeEventListener('pointerdown', hold, true);
      removeEventListener('pointerup', release, true);
      removeEventListener('pointercancel', release, true);
    };
  };

  const setStart = (start: number): void => {
    const { T, room, columnWidth, start: old } = place.getState();
    const next = clampedStart(start, T, room, columnWidth);
    if (next !== old) place.setState({ start: next });
  };
  const panColumns = (columns: number): void => {
    const { start, columnWidth } = place.getState();
    const n = stepsPerColumn(columnWidth);
    setStart(firstOfColumn(Math.max(0, columnOf(start, n) + columns), n));
  };
  const zoomAbout = (zoom: Zoom, x = anchor(place.getState())): void => {
    const { start, T, room, naturalWidth, columnWidth } = place.getState();
    const width = zoomedWidth(zoom, T, room, naturalWidth);
    if (width === columnWidth) {
      place.setState({ zoom });
      return;
    }
    const t = timestepAt(x, start, room, columnWidth);
    place.setState({ zoom, columnWidth: width, start: startWith(t, x, T, room, width) });
  };
  const actions: TimeActions = {
    setStart,
    panColumns,
    panBy(share) {
      const { room, columnWidth } = place.getState();
      panColumns(Math.sign(share) * Math.max(1, Math.round(columnsIn(room, columnWidth) * Math.abs(share))));
    },
    zoomBy(factor, x) {
      const { zoom, T, room, naturalWidth, columnWidth } = place.getState();
      const { least, most } = widthLimits(T, room, naturalWidth);
      const wanted = (typeof zoom === 'number' ? zoom : columnWidth) * factor;
      zoomAbout(Math.min(most, Math.max(least, wanted)), x);
    },
    zoomStep(direction) {
      const { T, room, naturalWidth, columnWidth } = place.getState();
      zoomAbout(nextWidth(columnWidth, direction, widthLimits(T, room, naturalWidth)));
    },
    zoomTo: (zoom) => zoomAbout(zoom),
  };
  return { place, connect, actions };
}

function isInView({ start, T, t, room, columnWidth }: Place): boolean {
  return t >= start && t < start + stepsInView(start, T, room, columnWidth);
}

/** Where one zooms when nothing is pointed at: the cursor if it is in view, else the middle; pixels. */
function anchor(place: Place): number {
  const { start, t, room, columnWidth } = place;
  return isInView(place) ? (t - start + 0.5) * columnWidth : room / 2;
}
