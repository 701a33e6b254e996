/** Painting of the text strip: ticks, one coloured cell per character, bars of surprise. */
import { lengthOf, type Range } from '../engine/range.ts';
import { type Inks, INKS } from './inks.ts';
import { paintSign } from './cellSign.ts';
import { rampColour, textOn, type RampName, type Theme } from './ramps.ts';
import type { CellSign } from './symbols.ts';
import { tickEvery, timeTicks } from './timeTicks.ts';

/** Heights in pixels, from the top: ticks, cells, a gap, bars. */
export const STRIP = { ticks: 18, cells: 30, gap: 6, bars: 34, height: 92 } as const;

/** Bits at the full height of the surprise bars. */
export const SURPRISE_CEILING = 8;

/** What the strip shows. */
export interface StripPicture {
  readonly theme: Theme;
  /** The timesteps in view. */
  readonly view: Range;
  /** Width of a timestep in pixels; below 1 if several share a pixel. */
  readonly columnWidth: number;
  /** The width of a timestep at which letters are 14 px. */
  readonly naturalWidth: number;
  /** The sign in the cell of a timestep. */
  readonly sign: (t: number) => CellSign;
  /** Position in the ramp of each column of pixels, 0 … 1, or NaN for no colour. */
  readonly colours: ArrayLike<number>;
  readonly ramp: RampName;
  /** Bits of surprise of each column of pixels, or NaN. */
  readonly bits: ArrayLike<number>;
  /** The matches in order, counted from the first timestep in view. */
  readonly found: readonly Range[];
}

/** As in tokens.css. Reading the style of an element would force a page layout at every step. */
export const MONO = 'ui-monospace, "SF Mono", "Cascadia Mono", "JetBrains Mono", Menlo, "DejaVu Sans Mono", monospace';
export const SANS = '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

const NATURAL_SIZE = 14;
const LARGEST_SIZE = 18;
/** Smaller letters are unreadable. */
const SMALLEST_SIZE = 10;
/** Relative size of signs for whitespace. */
const STAND_IN = 11.5 / 14;
/** Narrower cells show only their colour, and bars have no gap between them. */
const NARROW_CELL = 4;
const UNDERLINE = 2;

/** Size of the letters in pixels; 0 if a column has no room for them. */
export function letterSize(columnWidth: number, naturalWidth: number): number {
  const size = Math.min(LARGEST_SIZE, (NATURAL_SIZE * columnWidth) / naturalWidth);
  return size < SMALLEST_SIZE ? 0 : size;
}

/** Height of a surprise bar in pixels: at least one. */
export function barHeight(bits: number): number {
  return Math.max(1, (Math.min(SURPRISE_CEILING, bits) / SURPRISE_CEILING) * STRIP.bars);
}

/** Paints the strip. */
export function paintStrip(context: CanvasRenderingContext2D, picture: StripPicture): void {
  const { colours, bits, columnWidth } = picture;
  const w = Math.max(1, columnWidth);
  const inks = INKS[picture.theme];
  const right = colours.length * w;
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  paintTicks(context, picture, inks, right);
  for (let k = 0; k < colours.length; k++) {
    if (Number.isNaN(colours[k])) continue;
    context.fillStyle = rampColour(picture.ramp, picture.theme, colours[k]);
    context.fillRect(k * w, STRIP.ticks, w, STRIP.cells);
  }
  const size = letterSize(columnWidth, picture.naturalWidth);
  if (size > 0) paintLetters(context, picture, size, inks);
  const bottom = STRIP.height - 4;
  context.fillStyle = inks.ink3;
  context.globalAlpha = 0.62;
  const gap = w < NARROW_CELL ? 0 : 1;
  for (let k = 0; k < bits.length; k++) {
    if (Number.isNaN(bits[k])) continue;
    const height = barHeight(bits[k]);
    context.fillRect(k * w + gap, bottom - height, w - 2 * gap, height);
  }
  context.globalAlpha = 1;
  context.fillStyle = inks.rule2;
  context.fillRect(0, bottom, right, 1);
  paintFound(context, picture, inks, right);
}

function paintLetters(context: CanvasRenderingContext2D, picture: StripPicture, size: number, inks: Inks): void {
  const { view, columnWidth: w, colours, ramp, theme } = picture;
  context.textBaseline = 'middle';
  for (let k = 0; k < lengthOf(view); k++) {
    const { text, isStandIn } = picture.sign(view.from + k);
    context.fillStyle = Number.isNaN(colours[k]) ? inks.ink : textOn(ramp, theme, colours[k]);
    const cell = { x: (k + 0.5) * w, y: STRIP.ticks + STRIP.cells / 2 + 1, width: w, height: STRIP.cells };
    paintSign(context, text, cell, { size: isStandIn ? size * STAND_IN : size, family: MONO });
  }
}

/** A line under each match, at least two pixels thick. */
function paintFound(context: CanvasRenderingContext2D, picture: StripPicture, inks: Inks, right: number): void {
  const { columnWidth: w, found } = picture;
  context.fillStyle = inks.ink;
  for (const { from, to } of found) {
    const x = Math.max(0, from * w);
    const end = Math.min(right, to * w);
    if (end > x) context.fillRect(x, STRIP.ticks + STRIP.cells + 1, Math.max(2, end - x), UNDERLINE);
  }
}

const TICKS_APART = 80;

/** Timesteps between two numbers over the strip. */
export function stripTickEvery(columnWidth: number): number {
  return tickEvery(columnWidth, TICKS_APART);
}

function paintTicks(context: CanvasRenderingContext2D, picture: StripPicture, inks: Inks, right: number): void {
  const { view, columnWidth: w } = picture;
  context.font = `12px ${SANS}`;
  context.fillStyle = inks.ink2;
  for (const { at, text } of timeTicks(view, w, TICKS_APART)) {
    const half = context.measureText(text).width / 2;
    if (at - half >= 0 && at + half <= right) context.fillText(text, at, 12);
  }
}
