import { element, escapeXml } from '../../draw/svgText.ts';
import { paintOf } from './colours.ts';
import { type Box, type DrawingBuilder, short } from './drawing.ts';

/** Where a rectangle of the window is in the saved picture. */
export type Place = (rect: {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}) => Box;

interface Piece extends Box {
  text: string;
}

/** White space that a style sheet may collapse; other spaces are characters like others. */
const PIECES = /[ \t\n\r]+|[^ \t\n\r]+/g;
const SOFT_HYPHEN = '\u00ad';
/** Pixels within which two pieces are on one line. */
const SAME_LINE = 1;

/** Writes a text node line by line, where the page has its lines. */
export function drawText(node: Text, place: Place, into: DrawingBuilder): void {
  const parent = node.parentElement;
  if (!parent || node.data.trim() === '') return;
  const style = getComputedStyle(parent);
  for (const line of linesOf(node, place, style.whiteSpace.startsWith('pre'))) writeText(line.text, line, style, into);
}

/** Writes one line whose box is known: that of its letters, from the top of the font to its bottom. */
export function writeText(text: string, box: Box, style: CSSStyleDeclaration, into: DrawingBuilder): void {
  const isRightToLeft = style.direction === 'rtl';
  const width = box.right - box.left;
  const shown = style.textTransform === 'uppercase' ? text.toUpperCase() : text;
  into.add(
    element(
      'text',
      {
        x: short(isRightToLeft ? box.right : box.left),
        y: short(box.top + baseline(style, box.bottom - box.top)),
        ...fontOf(style),
        ...paintOf('fill', style.color),
        // Other readers have other fonts: the line keeps its width.
        ...(text.length > 1 ? { textLength: short(width) } : {}),
        ...(isRightToLeft ? { direction: 'rtl' } : {}),
        'xml:space': 'preserve',
      },
      escapeXml(shown),
    ),
    box,
  );
}

/** Attributes of a font. */
function fontOf(style: CSSStyleDeclaration): Readonly<Record<string, string | number>> {
  const { fontStyle, fontWeight, fontVariantNumeric, letterSpacing } = style;
  return {
    'font-family': style.fontFamily,
    'font-size': short(Number.parseFloat(style.fontSize)),
    ...(fontWeight === '400' ? {} : { 'font-weight': fontWeight }),
    ...(fontStyle === 'normal' ? {} : { 'font-style': fontStyle }),
    ...(fontVariantNumeric === 'normal' ? {} : { 'font-variant-numeric': fontVariantNumeric }),
    ...(letterSpacing === 'normal' ? {} : { 'letter-spacing': short(Number.parseFloat(letterSpacing)) }),
  };
}

const baselines = new Map<string, readonly [ascent: number, descent: number]>();
let context: CanvasRenderingContext2D | null = null;

/** Pixels from the top of a line's letters to its baseline. */
function baseline({ fontStyle, fontWeight, fontSize, fontFamily }: CSSStyleDeclaration, height: number): number {
  const font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
  let found = baselines.get(font);
  if (!found) {
    context ??= document.createElement('canvas').getContext('2d');
    if (!context) return 0.8 * height;
    context.font = font;
    const { fontBoundingBoxAscent: ascent, fontBoundingBoxDescent: descent } = context.measureText('x');
    found = [ascent, descent];
    baselines.set(font, found);
  }
  const [ascent, descent] = found;
  return (height * ascent) / (ascent + descent);
}

function linesOf(node: Text, place: Place, keepsSpaces: boolean): readonly Piece[] {
  const lines: Piece[] = [];
  let space = '';
  const append = (text: string, { left, top, right, bottom }: Box): void => {
    const last = lines.at(-1);
    if (last && Math.abs(last.top - top) < SAME_LINE && Math.abs(last.bottom - bottom) < SAME_LINE) {
      lines[lines.length - 1] = {
        text: last.text + (keepsSpaces || space === '' ? space : ' ') + text,
        left: Math.min(last.left, left),
        right: Math.max(last.right, right),
        top,
        bottom,
      };
    } else lines.push({ text, left, top, right, bottom });
    space = '';
  };
  for (const { 0: text, index } of node.data.matchAll(PIECES)) {
    if (/^[ \t\n\r]/.test(text)) {
      space = text;
      continue;
    }
    const rects = rectsOf(node, index, index + text.length);
    if (rects.length === 1) append(text.replaceAll(SOFT_HYPHEN, ''), place(rects[0]!));
    // A word over several lines: where its characters are.
    else {
      let at = index;
      for (const character of text) {
        // A character after a break is on both lines, with its width on the second.
        const rect = rectsOf(node, at, at + character.length).at(-1);
        // A soft hyphen has a width where a line ends with it.
        if (rect) append(character === SOFT_HYPHEN ? '-' : character, place(rect));
        at += character.length;
      }
    }
  }
  return lines;
}

function rectsOf(node: Text, from: number, to: number): readonly DOMRect[] {
  const range = document.createRange();
  range.setStart(node, from);
  range.setEnd(node, to);
  return [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
}
