import type { AboutPicture } from '../../exports/aboutPicture.ts';
import { pictureSheetSvg } from '../../draw/pictureSheet.ts';
import type { Theme } from '../../draw/ramps.ts';
import { SANS } from '../../draw/stripLayout.ts';
import type { PictureFile } from '../../draw/unitPicture.ts';
import { zoomOf } from '../ui/pointerOn.ts';
import { DrawingBuilder } from './drawing.ts';
import { drawElement } from './elementSvg.ts';
import type { Place } from './textSvg.ts';

/** Pixels between the strip of the text and the picture under it. */
const UNDER_STRIP = 8;

/**
 * A picture of the page as an SVG document of its own: as it looks now, with its title, its legend, its axes and what was chosen,
 * and with all that it scrolls over. Nothing in the document refers to anything outside it.
 *
 * @param root the part of the page, marked with `data-picture`
 */
export function pictureSvg(root: HTMLElement, about: AboutPicture): PictureFile {
  const theme: Theme = document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light';
  const into = drawn(root);
  const sheet = { ...about, footer: [...into.notes, ...about.footer], theme, description: descriptionOf(root) };
  return pictureSheetSvg({ ...sheet, drawing: into.finish() }, measureText);
}

function drawn(root: HTMLElement): DrawingBuilder {
  const into = new DrawingBuilder();
  const strip = root.dataset.withText === undefined ? null : document.querySelector('[data-part="strip"]');
  const zoom = zoomOf(root);
  const { left, top } = root.getBoundingClientRect();
  const placeFrom =
    (y: number): Place =>
    (rect) => ({
      left: (rect.left - left) / zoom,
      top: (rect.top - y) / zoom,
      right: (rect.right - left) / zoom,
      bottom: (rect.bottom - y) / zoom,
    });
  if (strip) {
    // The characters stand over their columns, as on the page.
    drawElement(strip, placeFrom(strip.getBoundingClientRect().bottom + UNDER_STRIP * zoom), into);
  }
  drawElement(root, placeFrom(top), into);
  return into;
}

/** What the parts of a picture say to people who do not see it. */
function descriptionOf(root: HTMLElement): string {
  const labels = [...root.querySelectorAll('[role=img][aria-label]')].map((part) => part.getAttribute('aria-label'));
  if (labels.length > 0) return labels.join(' ');
  const named = root.matches('[aria-label]') ? root : root.querySelector('section[aria-label]');
  return named?.getAttribute('aria-label') ?? root.querySelector('h2, h3')?.textContent ?? '';
}

let context: CanvasRenderingContext2D | null = null;

function measureText(text: string, size: number, weight: number): number {
  context ??= document.createElement('canvas').getContext('2d');
  if (!context) return 0.6 * size * text.length;
  context.font = `${weight} ${size}px ${SANS}`;
  return context.measureText(text).width;
}
