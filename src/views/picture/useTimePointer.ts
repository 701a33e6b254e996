import { useEffect, useRef, type PointerEvent, type RefObject } from 'react';
import { columnOf, firstOfColumn, stepsPerColumn } from '../../draw/timeColumns.ts';
import { useAppStore } from '../StoreContext.tsx';
import { spanBetween, startsSpan } from '../textMarks.ts';
import { useTimeWindow } from '../TimeWindow.tsx';
import { hideTooltip, showTooltip } from './tooltip.ts';
import { useTimeWheel } from './useTimeWheel.ts';

export interface TimePointer {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerCancel: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerLeave: () => void;
}

export interface TimePointerRequest {
  /** The element whose left edge is the window's first column. */
  readonly ref: RefObject<HTMLElement | null>;
  /** What the pointer reads at timestep t, y pixels under the element's top. Empty: no tooltip. */
  readonly reading: (t: number, y: number) => string;
  /** On press, before t moves: what else a press selects. */
  readonly onPick?: ((t: number, y: number) => void) | undefined;
  /** Whether a drag selects a span, with Shift or while that is switched on (see `startsSpan`). */
  readonly selects?: boolean | undefined;
  /** Where timesteps lie, when that is not the shared window. */
  readonly axis?: TimeAxis | undefined;
}

/** Timestep `start + k` lies between k and k + 1 times `columnWidth` pixels. */
export interface TimeAxis {
  readonly start: number;
  readonly columns: number;
  readonly columnWidth: number;
}

/** Two fingers: how far apart they are and where their middle is, in client pixels. */
interface Grip {
  readonly apart: number;
  readonly middle: number;
}

/** Fingers nearer than this do not say how far they were moved apart. */
const LEAST_APART = 24;

/**
 * One behaviour for every picture on the shared time axis: hover reads, press selects t, drag scrubs, two fingers zoom
 * and pan, and the wheel does as in `useTimeWheel`.
 */
export function useTimePointer({ ref, reading, onPick, selects, axis }: TimePointerRequest): TimePointer {
  const store = useAppStore();
  const shared = useTimeWindow();
  const { start: first, columns, columnWidth } = axis ?? shared;
  const fingers = useRef(new Map<number, number>());
  const grip = useRef<Grip | null>(null);
  /** Where a span that is being dragged began. */
  const anchor = useRef<number | null>(null);

  /** First timestep of the column under a client position. */
  const timestepUnder = (element: HTMLElement, clientX: number): number => {
    const n = stepsPerColumn(columnWidth);
    const column = Math.floor((clientX - element.getBoundingClientRect().left) / Math.max(1, columnWidth));
    const t = firstOfColumn(columnOf(first, n) + column, n);
    return Math.min(first + columns - 1, Math.max(first, t));
  };
  /** Where a client position lies on the shared axis: another one may have other pixels. */
  const sharedX = (element: HTMLElement, clientX: number): number => {
    if (!axis) return clientX - element.getBoundingClientRect().left;
    return (timestepUnder(element, clientX) + 0.5 - shared.start) * shared.columnWidth;
  };
  useTimeWheel(ref, sharedX);
  useEffect(() => hideTooltip, []);

  const place = (event: PointerEvent<HTMLElement>): { readonly t: number; readonly y: number } | null => {
    const element = ref.current;
    if (!element || columns === 0) return null;
    return {
      t: timestepUnder(element, event.clientX),
      y: event.clientY - element.getBoundingClientRect().top,
    };
  };
  /** Zooms and pans by what two fingers did since the last call. */
  const pinch = (element: HTMLElement): void => {
    const [a, b] = fingers.current.values();
    const now: Grip = { apart: Math.max(LEAST_APART, Math.abs(a - b)), middle: (a + b) / 2 };
    const before = grip.current;
    if (before && now.apart !== before.apart) shared.zoomBy(now.apart / before.apart, sharedX(element, now.middle));
    const moved = before ? Math.round((before.middle - now.middle) / Math.max(1, columnWidth)) : 0;
    if (moved !== 0) shared.panColumns(moved);
    grip.current = before && moved === 0 ? { ...now, middle: before.middle } : now;
  };
  const dragTo = (t: number): void => {
    store.getState().moveTo(t);
    if (anchor.current !== null) store.getState().selectSpan(spanBetween(anchor.current, t));
  };
  const lift = (event: PointerEvent<HTMLElement>): void => {
    fingers.current.delete(event.pointerId);
    if (fingers.current.size === 0) grip.current = null;
  };

  return {
    onPointerDown(event) {
      const at = place(event);
      if (!at || event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      if (event.pointerType === 'touch') fingers.current.set(event.pointerId, event.clientX);
      if (fingers.current.size > 1) {
        if (fingers.current.size === 2) pinch(event.currentTarget);
        return;
      }
      onPick?.(at.t, at.y);
      anchor.current = selects && startsSpan(event) ? at.t : null;
      dragTo(at.t);
    },
    onPointerMove(event) {
      if (fingers.current.has(event.pointerId)) fingers.current.set(event.pointerId, event.clientX);
      if (fingers.current.size === 2) {
        pinch(event.currentTarget);
        return;
      }
      // A finger that is left over after a pinch does not scrub.
      if (grip.current) return;
      const at = place(event);
      if (!at) return;
      if (event.currentTarget.hasPointerCapture(event.pointerId)) dragTo(at.t);
      const text = reading(at.t, at.y);
      if (text) showTooltip(text, event.clientX, event.clientY);
      else hideTooltip();
    },
    onPointerUp: lift,
    onPointerCancel: lift,
    onPointerLeave: hideTooltip,
  };
}
