/** An SVG element of the page with everything that style sheets give it written into it. */
import { element, escapeXml } from '../../draw/svgText.ts';
import { plainColour } from './colours.ts';
import { type DrawingBuilder, rectOf, short } from './drawing.ts';
import type { Place } from './textSvg.ts';

/** Attributes of shapes that are taken as they are. */
const GEOMETRY = [
  'd',
  'x',
  'y',
  'x1',
  'y1',
  'x2',
  'y2',
  'cx',
  'cy',
  'r',
  'rx',
  'ry',
  'dx',
  'dy',
  'width',
  'height',
  'points',
  'transform',
  'viewBox',
  'preserveAspectRatio',
] as const;

/** Inherited properties, with what they are if nothing sets them. */
const INHERITED: Readonly<Record<string, string>> = {
  fill: '#000000',
  'fill-opacity': '1',
  'fill-rule': 'nonzero',
  stroke: 'none',
  'stroke-width': '1px',
  'stroke-opacity': '1',
  'stroke-dasharray': 'none',
  'stroke-dashoffset': '0px',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  'paint-order': 'normal',
  'shape-rendering': 'auto',
  'font-family': '',
  'font-size': '',
  'font-weight': '400',
  'font-style': 'normal',
  'font-variant-numeric': 'normal',
  'letter-spacing': 'normal',
  'text-anchor': 'start',
  'dominant-baseline': 'auto',
  direction: 'ltr',
  visibility: 'visible',
};

/** Properties of an element alone. */
const OWN: Readonly<Record<string, string>> = { opacity: '1', 'baseline-shift': 'baseline', 'vector-effect': 'none' };

const SHAPES = new Set(['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon']);

/** Draws an `svg` of the page where the page has it. */
export function drawInlineSvg(svg: SVGSVGElement, place: Place, into: DrawingBuilder): void {
  const box = place(svg.getBoundingClientRect());
  if (box.right <= box.left || box.bottom <= box.top) return;
  const isCut = getComputedStyle(svg).overflow === 'hidden';
  const content = childrenOf(svg, INHERITED, (shape) => {
    if (!isCut) into.cover(place(shape.getBoundingClientRect()));
  });
  if (content === '') return;
  const { viewBox, preserveAspectRatio } = geometryOf(svg);
  into.add(
    element(
      'svg',
      {
        ...rectOf(box),
        ...(viewBox === undefined ? {} : { viewBox }),
        ...(preserveAspectRatio === undefined ? {} : { preserveAspectRatio }),
        overflow: isCut ? 'hidden' : 'visible',
      },
      content,
    ),
    box,
  );
}

type Values = Readonly<Record<string, string>>;

function childrenOf(parent: SVGElement, inherited: Values, onShape: (shape: SVGElement) => void): string {
  return [...parent.childNodes]
    .map((child) => {
      if (child instanceof Text) return parent.closest('text') ? escapeXml(child.data.replace(/\s+/g, ' ')) : '';
      return child instanceof SVGElement ? elementOf(child, inherited, onShape) : '';
    })
    .join('');
}

function elementOf(of: SVGElement, inherited: Values, onShape: (shape: SVGElement) => void): string {
  const name = of.localName;
  if (name === 'title') return '';
  const style = getComputedStyle(of);
  if (style.display === 'none') return '';
  const values = plainValues(style);
  if (SHAPES.has(name) && isInvisible(values)) return '';
  const content = childrenOf(of, values, onShape);
  if (content === '' && !SHAPES.has(name)) return '';
  if ((SHAPES.has(name) || name === 'text') && values.visibility === 'visible') onShape(of);
  return element(
    name,
    {
      ...geometryOf(of),
      ...(of.hasAttribute('transform') || style.transform === 'none' ? {} : { transform: style.transform }),
      ...changed(values, inherited),
      ...changed(Object.fromEntries(Object.keys(OWN).map((key) => [key, style.getPropertyValue(key)])), OWN),
      // Readers differ in which spaces of a text's parts they leave out.
      ...(name === 'text' ? { 'xml:space': 'preserve' } : {}),
    },
    content,
  );
}

/** The inherited properties. The opacity of a colour is part of that of its area or line. */
function plainValues(style: CSSStyleDeclaration): Values {
  const values = Object.fromEntries(Object.keys(INHERITED).map((key) => [key, style.getPropertyValue(key)]));
  for (const kind of ['fill', 'stroke']) {
    const paint = values[kind]!;
    if (paint === 'none') continue;
    const { colour, opacity } = plainColour(paint);
    values[kind] = colour;
    values[`${kind}-opacity`] = String(opacity * Number(values[`${kind}-opacity`]));
  }
  return values;
}

function geometryOf(of: SVGElement): Readonly<Record<string, string>> {
  return Object.fromEntries(
    GEOMETRY.flatMap((key) => {
      const value = of.getAttribute(key);
      return value === null ? [] : [[key, value]];
    }),
  );
}

/** Whether a shape has neither a visible area nor a visible line. */
function isInvisible(values: Values): boolean {
  return ['fill', 'stroke'].every((kind) => values[kind] === 'none' || values[`${kind}-opacity`] === '0');
}

/** The values that differ, as attributes. */
function changed(values: Values, before: Values): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) =>
      value === before[key] || value === '' ? [] : [[key, attributeOf(key, value)]],
    ),
  );
}

function attributeOf(key: string, value: string): string | number {
  if (key === 'stroke-dasharray') return value.replaceAll('px', '').replaceAll(',', ' ');
  return /^-?[\d.]+px$/.test(value) ? short(Number.parseFloat(value)) : value;
}
