import type { StoreApi } from 'zustand/vanilla';
import type { AppState } from '../state/state.ts';
import { NARROW } from './chart/timeZoom.ts';
import { takenWidth } from './ui/pointerOn.ts';
import { zoomMedia } from './zoomedMedia.ts';

/** How much larger the page is shown to a room. */
const LARGER = 1.4;
/** The narrowest page. */
const LEAST = 320;

/** So much that a wide page stays wide, and that a narrow one has room for what stands in it. */
function presentedZoom(width: number, taken: number): number {
  return Math.max(1, Math.min(LARGER, width / (width < NARROW ? LEAST : NARROW + taken)));
}

/** Tells the style sheets what of the page is there, now and whenever it changes (`styles/frame.css`). */
export function followFrame(store: StoreApi<AppState>): void {
  const { documentElement } = document;
  const tell = (): void => {
    const { frame, ui } = store.getState();
    const { hide, embed, present } = frame;
    const { dataset } = documentElement;
    if (hide.length > 0) dataset['hide'] = hide.join(' ');
    else delete dataset['hide'];
    if (embed === null) delete dataset['embed'];
    else dataset['embed'] = embed;
    // A panel of lessons stands beside the page where there is room, and otherwise over its lower part.
    const hasLesson = ui.lesson !== null && embed === null;
    if (hasLesson) dataset['lesson'] = innerWidth < NARROW ? 'below' : 'beside';
    else delete dataset['lesson'];
    const zoom = present ? presentedZoom(innerWidth, takenWidth()) : 1;
    documentElement.style.setProperty('--zoom', String(zoom));
    zoomMedia(zoom, takenWidth());
  };
  tell();
  addEventListener('resize', tell);
  // A workspace brings its style sheets with it.
  document.addEventListener('load', ({ target }) => target instanceof HTMLLinkElement && tell(), true);
  store.subscribe((state, { frame, ui }) => {
    const isBeside = ui.lesson !== null;
    if (state.frame === frame && (state.ui.lesson !== null) === isBeside) return;
    tell();
    // What is measured in JavaScript, the time axis above all, follows the page's size.
    dispatchEvent(new Event('resize'));
  });
}
