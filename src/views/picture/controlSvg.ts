import { element } from '../../draw/svgText.ts';
import { paintOf } from './colours.ts';
import { type Box, type DrawingBuilder, grown, rectOf } from './drawing.ts';
import { type Place, writeText } from './textSvg.ts';

/** What is no part of a picture: what acts, what is asked for, and tables behind it, which are saved by themselves. */
const LEFT_OUT = [
  'script',
  'details',
  'progress',
  'textarea',
  'input[type=range]',
  'input[type=checkbox]:not(:checked)',
  'input[type=radio]',
  'label:has(input[type=checkbox]:not(:checked))',
  'label:has(input[type=search]:placeholder-shown)',
  '[role=tablist]',
  '[data-part=popup]',
  '[data-part=picture-menu]',
  '[data-unsaved]',
  // Of a choice only what was chosen.
  '[data-part=choice] button:not([aria-pressed=true])',
  'button:not([aria-pressed], [data-printed], :is(table, ol, ul) button)',
].join(',');

export function isLeftOut(of: Element): boolean {
  return of.matches(LEFT_OUT);
}

/** Writes what a field holds. False for any other element. */
export function drawControl(of: Element, style: CSSStyleDeclaration, place: Place, into: DrawingBuilder): boolean {
  if (of instanceof HTMLSelectElement) {
    writeValue(of, of.selectedOptions[0]?.text ?? '', style, place, into);
    return true;
  }
  if (!(of instanceof HTMLInputElement)) return false;
  if (of.type === 'checkbox') drawTick(grown(place(of.getBoundingClientRect()), -1), style, into);
  else writeValue(of, of.value, style, place, into);
  return true;
}

function writeValue(
  of: HTMLElement,
  text: string,
  style: CSSStyleDeclaration,
  place: Place,
  into: DrawingBuilder,
): void {
  if (text === '') return;
  const box = place(of.getBoundingClientRect());
  const [left, size] = [style.paddingLeft, style.fontSize].map((value) => Number.parseFloat(value)) as [number, number];
  const middle = (box.top + box.bottom) / 2;
  const height = 1.2 * size;
  const width = textWidth(text, style);
  const border = Number.parseFloat(style.borderLeftWidth) || 0;
  const isAtRight = style.textAlign === 'right' || style.textAlign === 'end';
  const from = isAtRight
    ? box.right - Number.parseFloat(style.paddingRight) - border - width
    : box.left + left + border;
  writeText(
    text,
    { left: from, right: from + width, top: middle - height / 2, bottom: middle + height / 2 },
    style,
    into,
  );
}

let context: CanvasRenderingContext2D | null = null;

function textWidth(text: string, { fontWeight, fontSize, fontFamily }: CSSStyleDeclaration): number {
  context ??= document.createElement('canvas').getContext('2d');
  if (!context) return 0.6 * Number.parseFloat(fontSize) * text.length;
  context.font = `${fontWeight} ${fontSize} ${fontFamily}`;
  return context.measureText(text).width;
}

function drawTick(box: Box, style: CSSStyleDeclaration, into: DrawingBuilder): void {
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  const d = `M${box.left + 0.22 * width} ${box.top + 0.52 * height}l${0.2 * width} ${0.2 * height}l${0.36 * width} ${-0.44 * height}`;
  const stroke = { fill: 'none', ...paintOf('stroke', style.color) };
  into.add(element('rect', { ...rectOf(box), ...stroke, rx: 2 }), box);
  into.add(element('path', { d, ...stroke, 'stroke-width': 1.5 }), box);
}
