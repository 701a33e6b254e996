import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import { useTimeWindow } from '../TimeWindow.tsx';

/** How much one pixel of the wheel zooms, and the most that one event does: a mouse's notch counts a hundred pixels. */
const ZOOM_PER_PIXEL = 0.01;
const MOST_PIXELS = 40;
/** Pixels of a line and of a page, for wheels that count in these (`WheelEvent.deltaMode`). */
const MODE_PIXELS = [1, 16, 400];

/**
 * The wheel over a picture with the time axis: with Ctrl or ⌘ (and a pinch on a touchpad, which browsers send as Ctrl and
 * wheel) it zooms about the pointer, sideways or with Shift it pans. A plain vertical wheel is left to the page.
 *
 * @param sharedX pixels along the shared axis of a client position
 */
export function useTimeWheel(
  ref: RefObject<HTMLElement | null>,
  sharedX: (element: HTMLElement, clientX: number) => number,
): void {
  const time = useTimeWindow();
  const now = useRef({ time, sharedX });
  const rest = useRef(0);
  useLayoutEffect(() => {
    now.current = { time, sharedX };
  });
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const onWheel = (event: WheelEvent): void => {
      const { time: window, sharedX: place } = now.current;
      const pixels = MODE_PIXELS[event.deltaMode] ?? 1;
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        const delta = Math.max(-MOST_PIXELS, Math.min(MOST_PIXELS, event.deltaY * pixels));
        if (delta !== 0) window.zoomBy(Math.exp(-delta * ZOOM_PER_PIXEL), place(element, event.clientX));
        return;
      }
      const isSideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
      const sideways = (isSideways ? event.deltaX : event.shiftKey ? event.deltaY : 0) * pixels;
      if (sideways === 0) return;
      event.preventDefault();
      // The picture goes with the fingers; what is less than a column waits for the next event.
      const distance = rest.current + sideways / Math.max(1, window.columnWidth);
      const whole = Math.trunc(distance);
      rest.current = distance - whole;
      if (whole !== 0) window.panColumns(whole);
    };
    // Not passive: React's own wheel listener is, and could not keep the page from going back in its history.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [ref]);
}
