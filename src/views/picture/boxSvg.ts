/** The background, borders, shadows and outline of an element. */
import { element } from '../../draw/svgText.ts';
import { paintOf, plainColour } from './colours.ts';
import { type Box, type DrawingBuilder, grown, moved, rectOf, short } from './drawing.ts';
import { gradientOf } from './gradientSvg.ts';

const SIDES = ['Top', 'Right', 'Bottom', 'Left'] as const;

interface Border {
  readonly width: number;
  readonly style: string;
  readonly colour: string;
}

/** @param isPointedAt whether its background only says that it can be pressed */
export function drawBox(style: CSSStyleDeclaration, box: Box, into: DrawingBuilder, isPointedAt = false): void {
  const radius = short(Number.parseFloat(style.borderTopLeftRadius) || 0);
  const rounded = radius > 0 ? { rx: radius } : {};
  for (const shadow of shadowsOf(style.boxShadow).filter(({ isInset }) => !isInset)) {
    const outer = moved(grown(box, shadow.spread), shadow.x, shadow.y);
    into.add(element('path', { d: `${pathOf(outer)}${pathOf(box)}`, 'fill-rule': 'evenodd', ...shadow.paint }), outer);
  }
  if (!isPointedAt && isSeen(style.backgroundColor))
    into.add(element('rect', { ...rectOf(box), ...rounded, ...paintOf('fill', style.backgroundColor) }), box);
  const name = into.name('gradient');
  const gradient = gradientOf(style.backgroundImage, box, name);
  if (gradient !== null) into.add(gradient + element('rect', { ...rectOf(box), fill: `url(#${name})` }), box);
  for (const shadow of shadowsOf(style.boxShadow).filter(({ isInset }) => isInset)) {
    const inner = within(moved(grown(box, -shadow.spread), shadow.x, shadow.y), box);
    into.add(element('path', { d: `${pathOf(box)}${pathOf(inner)}`, 'fill-rule': 'evenodd', ...shadow.paint }), box);
  }
  drawBorders(style, box, rounded, into);
  const outline = Number.parseFloat(style.outlineWidth);
  if (style.outlineStyle === 'solid' && outline > 0) {
    const around = grown(box, (Number.parseFloat(style.outlineOffset) || 0) + outline / 2);
    const stroke = { fill: 'none', ...paintOf('stroke', style.outlineColor), 'stroke-width': outline };
    into.add(element('rect', { ...rectOf(around), ...stroke }), grown(around, outline / 2));
  }
}

function drawBorders(
  style: CSSStyleDeclaration,
  box: Box,
  rounded: Readonly<Record<string, number>>,
  into: DrawingBuilder,
): void {
  const [top, right, bottom, left] = SIDES.map(
    (side): Border => ({
      width: Number.parseFloat(style[`border${side}Width`]) || 0,
      style: style[`border${side}Style`],
      colour: style[`border${side}Color`],
    }),
  ) as [Border, Border, Border, Border];
  const all = [top, right, bottom, left];
  const isWhole = all.every((one) => one.width === top.width && one.style === top.style && one.colour === top.colour);
  if (isWhole) {
    if (!isDrawn(top)) return;
    const middle = grown(box, -top.width / 2);
    const stroke = { ...paintOf('stroke', top.colour), 'stroke-width': top.width, ...dashesOf(top) };
    into.add(element('rect', { ...rectOf(middle), ...rounded, fill: 'none', ...stroke }), box);
    return;
  }
  const { left: x0, top: y0, right: x1, bottom: y1 } = box;
  const outer = [`${x0} ${y0}`, `${x1} ${y0}`, `${x1} ${y1}`, `${x0} ${y1}`];
  const inner = [
    `${x0 + left.width} ${y0 + top.width}`,
    `${x1 - right.width} ${y0 + top.width}`,
    `${x1 - right.width} ${y1 - bottom.width}`,
    `${x0 + left.width} ${y1 - bottom.width}`,
  ];
  for (const [k, border] of all.entries()) {
    if (!isDrawn(border)) continue;
    const next = (k + 1) % 4;
    const d = `M${outer[k]}L${outer[next]}L${inner[next]}L${inner[k]}Z`;
    into.add(element('path', { d, ...paintOf('fill', border.colour) }), box);
  }
}

function isDrawn({ width, style, colour }: Border): boolean {
  return width > 0 && style !== 'none' && style !== 'hidden' && isSeen(colour);
}

function isSeen(colour: string): boolean {
  return plainColour(colour).opacity > 0;
}

function dashesOf({ style, width }: Border): Readonly<Record<string, string>> {
  if (style === 'dashed') return { 'stroke-dasharray': `${3 * width} ${2 * width}` };
  if (style === 'dotted') return { 'stroke-dasharray': `${width} ${width}` };
  return {};
}

interface Shadow {
  readonly x: number;
  readonly y: number;
  readonly spread: number;
  readonly isInset: boolean;
  readonly paint: Readonly<Record<string, string | number>>;
}

/** The shadows without blur, which draw frames and lines. The first one is on top, so the last one comes first. */
function shadowsOf(css: string): readonly Shadow[] {
  if (css === 'none') return [];
  return css
    .split(/,(?![^(]*\))/)
    .flatMap((one): readonly Shadow[] => {
      const [colour] = /[a-z-]+\([^)]*\)/.exec(one) ?? [];
      const [x = 0, y = 0, blur = 0, spread = 0] = (one.replace(colour ?? '', '').match(/-?[\d.]+(?=px)/g) ?? []).map(
        Number,
      );
      if (colour === undefined || blur > 0) return [];
      return [{ x, y, spread, isInset: /\binset\b/.test(one), paint: paintOf('fill', colour) }];
    })
    .reverse();
}

function within(box: Box, outer: Box): Box {
  return {
    left: Math.max(box.left, outer.left),
    top: Math.max(box.top, outer.top),
    right: Math.min(box.right, outer.right),
    bottom: Math.min(box.bottom, outer.bottom),
  };
}

function pathOf({ left, top, right, bottom }: Box): string {
  return `M${short(left)} ${short(top)}H${short(right)}V${short(bottom)}H${short(left)}Z`;
}
