import { zoomOf } from '../ui/pointerOn.ts';

/** Pixels between the word and its card, and between the card and the sides of the window. */
const GAP = 4;
const MARGIN = 8;

/**
 * Puts the card below the word, or above it where there is more room, inside the window. The name of a field has its card above
 * if it fits there, because the field and the button of its form are below.
 */
export function placeCard(card: HTMLElement, anchor: Element): void {
  const zoom = zoomOf(card);
  // A word that is broken over two lines has two boxes: the card is at the first.
  const { left, top, bottom } = anchor.getClientRects()[0] ?? anchor.getBoundingClientRect();
  const [width, height] = [document.documentElement.clientWidth / zoom, window.innerHeight / zoom];
  const [above, below] = [top / zoom - GAP - MARGIN, height - bottom / zoom - GAP - MARGIN];
  card.style.maxHeight = '';
  const fitsAbove = card.offsetHeight <= above;
  const isBelow =
    anchor.closest('[data-field-name]') && fitsAbove ? false : card.offsetHeight <= below || below >= above;
  card.style.maxHeight = `${Math.max(80, isBelow ? below : above)}px`;
  const y = isBelow ? bottom / zoom + GAP : top / zoom - GAP - card.offsetHeight;
  card.style.left = `${Math.max(MARGIN, Math.min(left / zoom, width - MARGIN - card.offsetWidth))}px`;
  card.style.top = `${Math.max(MARGIN, y)}px`;
}
