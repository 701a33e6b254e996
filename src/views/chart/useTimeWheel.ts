import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import { useTimeWindow } from './TimeWindow.tsx';

/** Zoom per pixel of the wheel, and the most pixels that one event counts for. A mouse's notch has about 100. */
const ZOOM_PER_PIXEL = 0.01;
const MOST_PIXELS = 40;
/** Pixels per unit of `WheelEvent.deltaMode`: pixels, lines and pages. */
const MODE_PIXELS = [1, 16, 400];

/**
 * Handles the wheel over a picture with the time axis. With Ctrl or ⌘ it zooms around the pointer; browsers send a
 * pinch on a touchpad in the same way. Sideways, or with Shift, it pans. A plain vertical wheel scrolls the page.
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
      const { time: window, sharedX: position } = now.current;
      const pixels = MODE_PIXELS[event.deltaMode] ?? 1;
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        const delta = Math.max(-MOST_PIXELS, Math.min(MOST_PIXELS, event.deltaY * pixels));
        if (delta !== 0) window.zoomBy(Math.exp(-delta * ZOOM_PER_PIXEL), position(element, event.clientX));
        return;
      }
      const isSideways = Math.abs(event.deltaX) > Math.abs(event.deltaY);
      const sideways = (isSideways ? event.deltaX : event.shiftKey ? event.deltaY : 0) * pixels;
      if (sideways === 0) return;
      event.preventDefault();
      // The picture follows the fingers. A fraction of a column is added to the next event.
      const distance = rest.current + sideways / Math.max(1, window.columnWidth);
      const whole = Math.trunc(distance);
      rest.current = distance - whole;
      if (whole !== 0) window.panColumns(whole);
    };
    // Not passive, unlike React's own wheel listener, which cannot keep the browser from going back in its history.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [ref]);
}
