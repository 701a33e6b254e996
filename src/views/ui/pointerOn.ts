/** How much larger than its CSS pixels the page is shown (`present=1`). */
export function zoomOf(element: Element): number {
  return element.currentCSSZoom ?? 1;
}

/** Width of the panel of lessons beside the page, in CSS pixels of the page. */
const LESSON_WIDTH = 360;

/** The width that a panel beside the page takes from it, in CSS pixels of the page (see followFrame.ts). */
export function takenWidth(): number {
  return document.documentElement.dataset['lesson'] === 'beside' ? LESSON_WIDTH : 0;
}

/** Width of the page in its own CSS pixels: the browser gives that of the window in its. */
export function pageWidth(): number {
  const { documentElement } = document;
  return documentElement.clientWidth / zoomOf(documentElement) - takenWidth();
}

/** Where a pointer is on an element, in the element's own CSS pixels from its upper left corner. */
export function pointerOn(
  element: Element,
  { clientX, clientY }: { readonly clientX: number; readonly clientY: number },
): { readonly x: number; readonly y: number } {
  const { left, top } = element.getBoundingClientRect();
  const zoom = zoomOf(element);
  return { x: (clientX - left) / zoom, y: (clientY - top) / zoom };
}
