/** A part of the page as SVG: what people see of it, without what can only be pressed. */
import { element } from '../../draw/svgText.ts';
import { drawBox } from './boxSvg.ts';
import { canvasImage } from './canvasImage.ts';
import { drawControl, isLeftOut } from './controlSvg.ts';
import { type Box, type DrawingBuilder, rectOf } from './drawing.ts';
import { drawInlineSvg } from './inlineSvg.ts';
import { drawText, type Place } from './textSvg.ts';

/** Draws an element and all that is in it, in the order of the document. */
export function drawElement(of: Element, place: Place, into: DrawingBuilder): void {
  if (isLeftOut(of)) return;
  const style = getComputedStyle(of);
  // `contents` has no box, but what is in it has.
  if (style.display === 'none' || style.clipPath === 'inset(50%)') return;
  const draw = (): void => drawShown(of, style, place, into);
  const opacity = Number(style.opacity);
  if (opacity === 0) return;
  if (opacity < 1) into.group({ opacity }, draw);
  else draw();
}

function drawShown(of: Element, style: CSSStyleDeclaration, place: Place, into: DrawingBuilder): void {
  const isVisible = style.visibility === 'visible';
  if (of instanceof SVGSVGElement) {
    drawInlineSvg(of, place, into);
    return;
  }
  const box = place(of.getBoundingClientRect());
  if (of instanceof HTMLCanvasElement) {
    if (!isVisible || box.right <= box.left) return;
    into.add(
      element('image', {
        ...rectOf(box),
        preserveAspectRatio: 'none',
        href: canvasImage(of, box.right - box.left, box.bottom - box.top),
      }),
      box,
    );
    return;
  }
  if (isVisible && style.display !== 'contents') {
    const [, path] = /^path\("(.*)"\)$/.exec(style.clipPath) ?? [];
    if (path !== undefined) {
      drawCut(path, box, () => drawBox(style, box, into), into);
      return;
    }
    drawBox(style, box, into, of.matches(':is(button, select, input, tr):hover'));
    if (drawControl(of, style, place, into)) return;
  }
  const drawChildren = (): void => {
    if (isVisible) drawPlaced(of, '::before', style, place, into);
    for (const child of of.childNodes) {
      if (child instanceof Text) {
        if (isVisible) drawText(child, place, into);
      } else if (child instanceof Element) drawElement(child, place, into);
    }
    if (isVisible) drawPlaced(of, '::after', style, place, into);
  };
  const line = of instanceof HTMLElement ? Number(of.dataset.paintedLines) : Number.NaN;
  if (line > 0) drawWholeLines(of, box, line, drawChildren, into);
  else if (isCut(of, style)) into.clipped(box, drawChildren);
  else drawChildren();
}

/** The box that a style sheet places in an element, such as the key of a colour. */
function drawPlaced(
  of: Element,
  which: '::before' | '::after',
  { position }: CSSStyleDeclaration,
  place: Place,
  into: DrawingBuilder,
): void {
  const style = getComputedStyle(of, which);
  if (!(of instanceof HTMLElement) || position === 'static' || style.content === 'none') return;
  if (style.position !== 'absolute' || style.display === 'none' || style.visibility !== 'visible') return;
  const around = of.getBoundingClientRect();
  // The page may be enlarged for a projector.
  const zoom = around.width / of.offsetWidth || 1;
  const [left, top, width, height] = [style.left, style.top, style.width, style.height].map(
    (value) => zoom * Number.parseFloat(value),
  ) as [number, number, number, number];
  const from = { left: around.left + zoom * of.clientLeft + left, top: around.top + zoom * of.clientTop + top };
  drawBox(style, place({ ...from, right: from.left + width, bottom: from.top + height }), into);
}

/** Whether nobody can see all that an element holds: what can be scrolled to is drawn, what is cut off is not. */
function isCut({ scrollWidth, clientWidth, scrollHeight, clientHeight }: Element, style: CSSStyleDeclaration): boolean {
  const cuts = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip';
  return (cuts(style.overflowX) && scrollWidth > clientWidth) || (cuts(style.overflowY) && scrollHeight > clientHeight);
}

/** Draws the whole lines of what is painted only where it is in view, and says which they are. */
function drawWholeLines(
  of: Element,
  { left, right, top }: Box,
  line: number,
  draw: () => void,
  into: DrawingBuilder,
): void {
  const first = Math.ceil(of.scrollTop / line);
  const from = first * line - of.scrollTop;
  const all = Math.round(of.scrollHeight / line);
  const count = Math.min(all - first, Math.floor((of.clientHeight - from) / line));
  into.clipped({ left, right, top: top + from, bottom: top + from + count * line }, draw);
  if (count > 0 && count < all) into.note(`Lines ${first + 1} to ${first + count} of ${all} are shown.`);
}

/** Draws a box of which only what is inside a path is seen. */
function drawCut(path: string, box: Box, draw: () => void, into: DrawingBuilder): void {
  const name = into.name('clip');
  into.define(
    element(
      'clipPath',
      { id: name },
      element('path', { d: path, transform: `translate(${box.left} ${box.top})`, 'clip-rule': 'evenodd' }),
    ),
  );
  into.group({ 'clip-path': `url(#${name})` }, draw);
}
