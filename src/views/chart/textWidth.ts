import { MONO, SANS } from '../../draw/stripLayout.ts';

/** Width of a letter as a share of its size, used if no canvas can measure it. */
const USUAL = 0.6;

const widths = new Map<string, number>();
let context: CanvasRenderingContext2D | null = null;

/** Width of a text in pixels in a CSS font, whose size is `size`. */
function textWidth(text: string, size: number, font: string): number {
  const key = `${font} ${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  context ??= document.createElement('canvas').getContext('2d');
  if (!context) return USUAL * size * text.length;
  context.font = font;
  const { width } = context.measureText(text);
  widths.set(key, width);
  return width;
}

/** Width of a sign in the fixed-width font, or in its fallback. */
export function signWidth(sign: string, size: number): number {
  return textWidth(sign, size, `${size}px ${MONO}`);
}

/** The usual size of a line's name in pixels. */
export const NAME_SIZE = 13;

/** Pixels from one name to the next below it. */
export function nameDistance(size: number): number {
  return size + 3;
}

/** Width of a line's name in the font of `plotName`, in whole pixels. */
export function nameWidth(name: string, size = NAME_SIZE): number {
  return Math.ceil(textWidth(name, size, `600 ${size}px ${SANS}`));
}
