import { lengthOf, type Range } from '../../engine/range.ts';
import { useEffect, useRef, type PointerEvent, type RefObject } from 'react';
import { columnOf, firstOfColumn, stepsPerColumn } from '../../draw/timeColumns.ts';
import { useAppStore } from '../StoreContext.tsx';
import { spanBetween, startsSpan } from './textSpans.ts';
import { useTimeWindow } from './TimeWindow.tsx';
import { hideTooltip, showTooltip } from '../ui/tooltip.ts';
import { useTimeWheel } from './useTimeWheel.ts';
import { pointerOn } from '../ui/pointerOn.ts';

export interface TimePointer {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerCancel: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerLeave: () => void;
}

export interface TimePointerRequest {
  /** The element whose left edge is that of the first column in view. */
  readonly ref: RefObject<HTMLElement | null>;
  /** The tooltip for timestep t, y pixels below the element's top; '' for none. */
  readonly reading: (t: number, y: number) => string;
  /** Called on a press, before the cursor moves, to select what is at this point. */
  readonly onPick?: ((t: number, y: number) => void) | undefined;
  /** Whether a drag can select a span (see `startsSpan`). */
  readonly selects?: boolean | undefined;
  /** The time axis, if it is not the shared window. */
  readonly axis?: TimeAxis | undefined;
}

/** Timestep `from + k` of the range extends from k to k + 1 times `columnWidth` pixels. */
export interface TimeAxis {
  readonly range: Range;
  readonly columnWidth: number;
}

/** Distance and middle of two fingers in client pixels. */
interface Grip {
  readonly apart: number;
  readonly middle: number;
}

/** The smallest distance of two fingers that is used for zooming. */
const LEAST_APART = 24;

/**
 * The pointer's behaviour on all pictures with the shared time axis. Hovering reads, a press moves the cursor, dragging
 * scrubs, and two fingers zoom and pan. The wheel acts as described in `useTimeWheel`.
 */
export function useTimePointer({ ref, reading, onPick, selects, axis }: TimePointerRequest): TimePointer {
  const store = useAppStore();
  const shared = useTimeWindow();
  const { range, columnWidth } = axis ?? shared;
  const fingers = useRef(new Map<number, number>());
  const grip = useRef<Grip | null>(null);
  /** The timestep at which the dragged span began. */
  const anchor = useRef<number | null>(null);

  /** First timestep of the column under a client position. */
  const timestepUnder = (element: HTMLElement, clientX: number): number => {
    const n = stepsPerColumn(columnWidth);
    const column = Math.floor(pointerOn(element, { clientX, clientY: 0 }).x / Math.max(1, columnWidth));
    const t = firstOfColumn(columnOf(range.from, n) + column, n);
    return Math.min(range.to - 1, Math.max(range.from, t));
  };
  /** The x of a client position on the shared axis. The columns of `axis` may have another width. */
  const sharedX = (element: HTMLElement, clientX: number): number => {
    if (!axis) return pointerOn(element, { clientX, clientY: 0 }).x;
    return (timestepUnder(element, clientX) + 0.5 - shared.range.from) * shared.columnWidth;
  };
  useTimeWheel(ref, sharedX);
  useEffect(() => hideTooltip, []);

  const position = (event: PointerEvent<HTMLElement>): { readonly t: number; readonly y: number } | null => {
    const element = ref.current;
    if (!element || lengthOf(range) === 0) return null;
    return {
      t: timestepUnder(element, event.clientX),
      y: pointerOn(element, event).y,
    };
  };
  /** Zooms and pans by the movement of two fingers since the last call. */
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
      const at = position(event);
      if (!at || event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      if (event.pointerType === 'touch') fingers.current.set(event.pointerId, event.clientX);
      if (fingers.current.size > 1) {
        if (fingers.current.size === 2) pinch(event.currentTarget);
        return;
      }
      onPick?.(at.t, at.y);
      anchor.current = selects && startsSpan(event, store.getState()) ? at.t : null;
      dragTo(at.t);
    },
    onPointerMove(event) {
      if (fingers.current.has(event.pointerId)) fingers.current.set(event.pointerId, event.clientX);
      if (fingers.current.size === 2) {
        pinch(event.currentTarget);
        return;
      }
      // The finger that remains after a pinch does not scrub.
      if (grip.current) return;
      const at = position(event);
      if (!at) return;
      if (event.currentTarget.hasPointerCapture(event.pointerId)) dragTo(at.t);
      showTooltip(reading(at.t, at.y), event);
    },
    onPointerUp: lift,
    onPointerCancel: lift,
    onPointerLeave: hideTooltip,
  };
}
