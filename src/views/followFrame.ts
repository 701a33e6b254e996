import type { StoreApi } from 'zustand/vanilla';
import type { AppState } from '../state/state.ts';
import { NARROW } from './chart/timeZoom.ts';
import { zoomMedia } from './zoomedMedia.ts';

/** How much larger the page is shown to a room. */
const LARGER = 1.4;
/** The narrowest page. */
const LEAST = 320;

/** So much that a wide page stays wide, and that a narrow one has room for what stands in it. */
function presentedZoom(pageWidth: number): number {
  return Math.max(1, Math.min(LARGER, pageWidth / (pageWidth < NARROW ? LEAST : NARROW)));
}

/** Tells the style sheets what of the page is there, now and whenever it changes (`styles/frame.css`). */
export function followFrame(store: StoreApi<AppState>): void {
  const { documentElement } = document;
  const tell = (): void => {
    const { hide, embed, present } = store.getState().frame;
    const { dataset } = documentElement;
    if (hide.length > 0) dataset['hide'] = hide.join(' ');
    else delete dataset['hide'];
    if (embed === null) delete dataset['embed'];
    else dataset['embed'] = embed;
    const zoom = present ? presentedZoom(innerWidth) : 1;
    documentElement.style.setProperty('--zoom', String(zoom));
    zoomMedia(zoom);
  };
  tell();
  addEventListener('resize', tell);
  // A workspace brings its style sheets with it.
  document.addEventListener('load', ({ target }) => target instanceof HTMLLinkElement && tell(), true);
  store.subscribe((state, { frame }) => {
    if (state.frame === frame) return;
    tell();
    // What is measured in JavaScript, the time axis above all, follows the page's size.
    dispatchEvent(new Event('resize'));
  });
}
