import { holds } from '../../engine/range.ts';
import { createStore } from 'zustand/vanilla';
import { columnOf, firstOfColumn, stepsPerColumn } from '../../draw/timeColumns.ts';
import { measuredColumnWidth } from './columnWidth.ts';
import { pageWidth } from '../ui/pointerOn.ts';
import { hasSide } from '../../state/frame.ts';
import { passageTokens } from '../../state/passage.ts';
import { shownLength } from '../readingText.ts';
import type { AppStore } from '../StoreContext.tsx';
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
} from './timeZoom.ts';

/** Actions that move the window and leave the cursor. `x` is in pixels from the left end of the axis. */
export interface TimeActions {
  readonly setStart: (start: number) => void;
  /** Moves the window by columns of pixels. A positive number moves it to later timesteps. */
  readonly panColumns: (columns: number) => void;
  /** Moves the window by a share of its width: 1 shows the timesteps just after it. */
  readonly panBy: (share: number) => void;
  /** Multiplies the width of a timestep around the timestep at `x`, the cursor, or the middle. */
  readonly zoomBy: (factor: number, x?: number) => void;
  /** One press of "zoom in" or "zoom out", around the cursor or the middle. */
  readonly zoomStep: (direction: 'in' | 'out') => void;
  /** Letters at their natural size, or the whole trace. */
  readonly zoomTo: (zoom: 'natural' | 'whole') => void;
}

/** The state of the axis: the chosen zoom and start (`ui.zoom`, `ui.start`), adapted to the page and the text. */
export interface TimeAxis {
  readonly start: number;
  readonly T: number;
  /** Timesteps of the passage, written or still to be written. */
  readonly whole: number;
  readonly t: number;
  readonly room: number;
  readonly naturalWidth: number;
  readonly zoom: Zoom;
  readonly columnWidth: number;
}

/**
 * Creates the time axis. It follows the cursor outside React, so that strip and pictures see a new `t` and the new
 * window in the same render. It reports the view to the store, which retains only the rows around it of a long trace.
 */
export function createTimeAxis(app: AppStore) {
  const axis = createStore<TimeAxis>(() => ({
    start: 0,
    T: 0,
    whole: 0,
    t: 0,
    room: axisRoom(1440),
    naturalWidth: COLUMN_WIDTH,
    zoom: app.getState().ui.zoom,
    columnWidth: COLUMN_WIDTH,
  }));
  let symbols: readonly string[] | null = null;
  let isPointerDown = false;
  let isConnected = false;

  const reportView = (): void => {
    const { start, T, room, columnWidth } = axis.getState();
    if (T > 0) app.getState().setView(stepsInView(start, T, room, columnWidth));
  };

  const follow = (): void => {
    const state = app.getState();
    const old = axis.getState();
    const { zoom, start: wanted } = state.ui;
    let { naturalWidth } = old;
    let isOtherText = false;
    if (state.text && state.text.symbols !== symbols) {
      symbols = state.text.symbols;
      naturalWidth = measuredColumnWidth(state.text);
      isOtherText = true;
    }
    const room = axisRoom(pageWidth(), hasSide(state.frame));
    const T = shownLength(state);
    const t = state.ui.cursor.t;
    const whole = passageTokens(state).length;
    const columnWidth = zoomedWidth(zoom, T, room, naturalWidth, whole);
    // The reader moved the window or zoomed: the cursor may be out of view.
    const isChosen = wanted !== old.start || zoom !== old.zoom;
    // A window that was panned away from the cursor returns when the cursor moves, not when training reports.
    const isAway = t === old.t && T === old.T && !isOtherText && !isInView(old);
    const start =
      isChosen || isAway
        ? clampedStart(wanted, T, room, columnWidth)
        : followingStart({ T, t, room, columnWidth, previousStart: old.start, previousT: old.t, isPointerDown });
    const next: TimeAxis = { start, T, whole, t, room, naturalWidth, zoom, columnWidth };
    if (Object.entries(next).some(([key, value]) => old[key as keyof TimeAxis] !== value)) axis.setState(next);
    else if (isConnected && start !== wanted) reportView();
  };
  follow();

  const onPointerDown = (): void => {
    isPointerDown = true;
  };
  const onPointerUp = (): void => {
    isPointerDown = false;
  };
  const connect = (): (() => void) => {
    isConnected = true;
    const unsubscribe = app.subscribe(({ view }) => {
      follow();
      // The view is null when the passage has changed. The store then needs the view of the new one.
      if (view === null) reportView();
    });
    const unsubscribeAxis = axis.subscribe(reportView);
    const listening = new AbortController();
    const { signal } = listening;
    addEventListener('resize', follow, { signal });
    addEventListener('pointerdown', onPointerDown, { capture: true, signal });
    addEventListener('pointerup', onPointerUp, { capture: true, signal });
    addEventListener('pointercancel', onPointerUp, { capture: true, signal });
    follow();
    reportView();
    return () => {
      isConnected = false;
      unsubscribe();
      unsubscribeAxis();
      listening.abort();
    };
  };

  const setStart = (start: number): void => {
    const { T, room, columnWidth } = axis.getState();
    const next = clampedStart(start, T, room, columnWidth);
    if (T > 0) app.getState().setView(stepsInView(next, T, room, columnWidth));
  };
  const panColumns = (columns: number): void => {
    const { start, columnWidth } = axis.getState();
    const n = stepsPerColumn(columnWidth);
    setStart(firstOfColumn(Math.max(0, columnOf(start, n) + columns), n));
  };
  const zoomAbout = (zoom: Zoom, x = anchor(axis.getState())): void => {
    const { start, T, whole, room, naturalWidth, columnWidth } = axis.getState();
    const width = zoomedWidth(zoom, T, room, naturalWidth, whole);
    const t = timestepAt(x, start, room, columnWidth);
    app.getState().setUi(width === columnWidth ? { zoom } : { zoom, start: startWith(t, x, T, room, width) });
  };
  const actions: TimeActions = {
    setStart,
    panColumns,
    panBy(share) {
      const { room, columnWidth } = axis.getState();
      panColumns(Math.sign(share) * Math.max(1, Math.round(columnsIn(room, columnWidth) * Math.abs(share))));
    },
    zoomBy(factor, x) {
      const { zoom, T, room, naturalWidth, columnWidth } = axis.getState();
      const { least, most } = widthLimits(T, room, naturalWidth);
      const wanted = (typeof zoom === 'number' ? zoom : columnWidth) * factor;
      zoomAbout(Math.min(most, Math.max(least, wanted)), x);
    },
    zoomStep(direction) {
      const { T, room, naturalWidth, columnWidth } = axis.getState();
      zoomAbout(nextWidth(columnWidth, direction, widthLimits(T, room, naturalWidth)));
    },
    zoomTo: (zoom) => zoomAbout(zoom),
  };
  return { axis, connect, actions };
}

function isInView({ start, T, t, room, columnWidth }: TimeAxis): boolean {
  return holds(stepsInView(start, T, room, columnWidth), t);
}

/** The x around which a zoom without a pointer is centred: the cursor's if it is in view, otherwise the middle. */
function anchor(axis: TimeAxis): number {
  const { start, t, room, columnWidth } = axis;
  return isInView(axis) ? (t - start + 0.5) * columnWidth : room / 2;
}
