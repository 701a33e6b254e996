import { useEffect, useLayoutEffect, useRef, type PointerEvent, type RefObject } from 'react';
import { useAppStore } from '../StoreContext.tsx';
import { useTimeWindow } from '../TimeWindow.tsx';
import { hideTooltip, showTooltip } from './tooltip.ts';

export interface TimePointer {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerLeave: () => void;
}

export interface TimePointerRequest {
  /** The element whose left edge is the window's first column. */
  readonly ref: RefObject<HTMLElement | null>;
  /** What the pointer reads at timestep t, y pixels under the element's top. Empty: no tooltip. */
  readonly reading: (t: number, y: number) => string;
  /** On press, before t moves: what else a press selects. */
  readonly onPick?: ((t: number, y: number) => void) | undefined;
  /** Where timesteps lie, when that is not the shared window. */
  readonly axis?: TimeAxis | undefined;
}

/** Timestep `start + k` lies between k and k + 1 times `columnWidth` pixels. */
export interface TimeAxis {
  readonly start: number;
  readonly columns: number;
  readonly columnWidth: number;
}

/** Columns that one notch of the wheel pans. */
const PIXELS_PER_COLUMN = 12;

/**
 * One behaviour for every picture on the shared time axis: hover reads, press selects t, drag scrubs, and a horizontal
 * wheel (or the wheel with Shift) pans the window.
 */
export function useTimePointer({ ref, reading, onPick, axis }: TimePointerRequest): TimePointer {
  const store = useAppStore();
  const shared = useTimeWindow();
  const { start, setStart } = shared;
  const { start: first, columns, columnWidth } = axis ?? shared;
  const panned = useRef({ start, rest: 0 });
  useLayoutEffect(() => {
    panned.current.start = start;
  }, [start]);

  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const onWheel = (event: WheelEvent) => {
      const sideways =
        Math.abs(event.deltaX) > Math.abs(event.deltaY) ? event.deltaX : event.shiftKey ? event.deltaY : 0;
      if (sideways === 0) return;
      event.preventDefault();
      const distance = panned.current.rest + sideways / PIXELS_PER_COLUMN;
      const whole = Math.trunc(distance);
      panned.current.rest = distance - whole;
      if (whole !== 0) setStart(panned.current.start + whole);
    };
    // Not passive: React's own wheel listener is, and could not keep the page from going back in its history.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [ref, setStart]);

  useEffect(() => hideTooltip, []);

  const place = (event: PointerEvent<HTMLElement>): { readonly t: number; readonly y: number } | null => {
    const element = ref.current;
    if (!element || columns === 0) return null;
    const box = element.getBoundingClientRect();
    const column = Math.floor((event.clientX - box.left) / columnWidth);
    return { t: first + Math.min(columns - 1, Math.max(0, column)), y: event.clientY - box.top };
  };

  return {
    onPointerDown(event) {
      const at = place(event);
      if (!at || event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      onPick?.(at.t, at.y);
      store.getState().moveTo(at.t);
    },
    onPointerMove(event) {
      const at = place(event);
      if (!at) return;
      if (event.currentTarget.hasPointerCapture(event.pointerId)) store.getState().moveTo(at.t);
      const text = reading(at.t, at.y);
      if (text) showTooltip(text, event.clientX, event.clientY);
      else hideTooltip();
    },
    onPointerLeave: hideTooltip,
  };
}
